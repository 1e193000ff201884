/** Rules about single values of a body: texts, lists, numbers, addresses. */
import type { Faults } from './refusal.ts';

export type Body = Readonly<Record<string, unknown>>;

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface TextRule {
  readonly min?: number;
  readonly max: number;
  readonly required?: boolean;
}

/**
 * Holds a text to its length, counted after trimming as Discord does.
 * Counts UTF-16 units, the stricter reading: what passes here passes a count of code points too.
 * @returns the trimmed text; empty when there is none
 */
export function checkText(faults: Faults, path: string, value: unknown, rule: TextRule): string {
  if (value === undefined || value === null) {
    if (rule.required) faults.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return '';
  }
  if (typeof value !== 'string') {
    faults.add(path, 'STRING_TYPE_CONVERT', 'Could not interpret value as string.');
    return '';
  }
  const text = value.trim();
  const { min = 0, max } = rule;
  if (rule.required && text === '') faults.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  else if (text.length > max && min === 0)
    faults.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  else if (text.length > max || text.length < min) {
    faults.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  }
  return text;
}

/** Holds a list to its number of items. @returns the items; none when it is absent or no list */
export function checkList(faults: Faults, path: string, value: unknown, max: number, min = 0): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    faults.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return [];
  }
  if (value.length > max || value.length < min) {
    faults.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  }
  return value;
}

/** As `checkList`, for a list of objects. */
export function checkBodies(faults: Faults, path: string, value: unknown, max: number, min = 0): readonly Body[] {
  return checkList(faults, path, value, max, min).filter((item, index): item is Body => {
    if (isBody(item)) return true;
    faults.add(`${path}.${index}`, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    return false;
  });
}

/** Holds a value to a set of choices. */
export function checkChoice(faults: Faults, path: string, value: unknown, choices: readonly unknown[]): void {
  if (!choices.includes(value)) {
    faults.add(
      path,
      'BASE_TYPE_CHOICES',
      `Value must be one of (${choices.map((choice) => JSON.stringify(choice)).join(', ')}).`,
    );
  }
}

/** Holds a number to whole numbers between `min` and `max`. */
export function checkInteger(faults: Faults, path: string, value: unknown, min: number, max: number): void {
  if (value === undefined || value === null) return;
  if (!Number.isInteger(value)) faults.add(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
  else if (Number(value) > max)
    faults.add(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  else if (Number(value) < min)
    faults.add(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
}

/** Holds an address to http(s). */
export function checkUrl(faults: Faults, path: string, value: unknown, max = 2048): void {
  if (value === undefined || value === null) return;
  const url = checkText(faults, path, value, { max });
  const parsed = URL.parse(url);
  if (!parsed) faults.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  else if (!['http:', 'https:'].includes(parsed.protocol)) {
    faults.add(
      path,
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${parsed.protocol.slice(0, -1)}" is not supported. Scheme must be one of ('http', 'https').`,
    );
  }
}
