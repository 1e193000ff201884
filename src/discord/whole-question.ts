/** Questions in places that hold few characters, as values of choices and custom ids: a longer one is cut and found again. */
import type { Answerer } from '../answering/answer.ts';
import { LIMITS } from './limits.ts';
import { startOf } from './markup.ts';

/** The value of the choice that stands for a question. */
export function choiceValue(question: string): string {
  return startOf(question, LIMITS.choiceValue);
}

/**
 * The question that begins with a text which was cut to `max`; the text itself when it was not cut or nothing begins so.
 * A cut may be one short of `max`, where it would have split a character.
 */
export function wholeQuestion(text: string, answerer: Answerer, max: number = LIMITS.choiceValue): string {
  if (text.length < max - 1 || text.length > max) return text;
  return answerer.complete(text, LIMITS.choices).find((question) => question.startsWith(text)) ?? text;
}
