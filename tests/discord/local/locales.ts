/** The languages that Discord knows. */
import { Locale } from 'discord-api-types/v10';
import { type Body, isBody } from './values.ts';

export type LocaleCode = `${Locale}`;

export const LOCALES: readonly unknown[] = Object.values(Locale);

/** The language that is looked up when a text does not exist in the wanted one. */
const FALLBACKS: Readonly<Record<string, LocaleCode>> = { 'en-US': 'en-GB', 'en-GB': 'en-US', 'es-419': 'es-ES' };

/** A text of a command (`name`, `description`) as one who uses Discord in this language sees it. */
export function localised(item: Body, field: 'name' | 'description', locale: string): string {
  return localisedOnly(item, field, locale) ?? String(item[field] ?? '');
}

/** As `localised`; nothing where no localisation fits. */
export function localisedOnly(item: Body, field: 'name' | 'description', locale: string): string | undefined {
  const texts = item[`${field}_localizations`];
  if (!isBody(texts)) return undefined;
  const text = texts[locale] ?? texts[FALLBACKS[locale] ?? locale];
  return typeof text === 'string' ? text : undefined;
}
