/** What has been typed -> choices. Pure. */
import type { Answerer } from '../answering/answer.ts';
import { LIMITS } from './limits.ts';
import { cutText } from './markup.ts';
import { choiceValue } from './whole-question.ts';

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/**
 * Choices for what has been typed, best first; the entries of the `preferred` ids first when nothing was typed.
 * A question that is too long is cut; its value is found again by its start.
 */
export function completionsFor(typed: string, answerer: Answerer, preferred: readonly string[]): readonly Choice[] {
  const questions = answerer.complete(typed, LIMITS.choices, preferred).filter((question) => question.trim() !== '');
  const byValue = new Map<string, Choice>();
  for (const question of questions) {
    const value = choiceValue(question);
    if (!byValue.has(value)) byValue.set(value, { name: cutText(question, LIMITS.choiceName), value });
  }
  return [...byValue.values()].slice(0, LIMITS.choices);
}
