/** The bot's own phrases in the reader's language. Answers and quotes stay as the curators and the articles have them. */
import { de } from './de.ts';
import { en, type Phrases } from './en.ts';
import { fr } from './fr.ts';
import { ru } from './ru.ts';

export type { CommandPhrases, Phrases } from './en.ts';

const LANGUAGES: Readonly<Record<string, Phrases>> = { en, fr, de, ru };

/** Languages beside English, with the locales of Discord that speak them. */
export const TRANSLATIONS: readonly { readonly locale: 'fr' | 'de' | 'ru'; readonly phrases: Phrases }[] = [
  { locale: 'fr', phrases: fr },
  { locale: 'de', phrases: de },
  { locale: 'ru', phrases: ru },
];

/** The phrases for a locale of Discord such as `fr` or `en-GB`; English where there are none. */
export function phrasesFor(locale: string | null | undefined): Phrases {
  return LANGUAGES[locale?.split('-')[0] ?? 'en'] ?? en;
}
