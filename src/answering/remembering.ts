/** Answers that were given lately, for the questions that everybody asks. */
import type { Answer, SensingAnswerer } from './answer.ts';
import { Recent } from './recent.ts';

/** Answers that are remembered: a few megabytes. */
const REMEMBERED = 1000;
/** Characters of the longest question that is remembered; a bound on the memory that somebody can make it take. */
const LONGEST = 1000;

/**
 * An answerer that does not think twice about the same words. Right because an answerer is pure and of one revision: with other
 * knowledge there is another answerer. What leans on a conversation or on an encoder is answered anew.
 */
export function remembering(answerer: SensingAnswerer): SensingAnswerer {
  const known = new Recent<string, Answer>(REMEMBERED);
  return {
    ...answerer,
    ask: (question, conversation = [], sense) => {
      if (conversation.length > 0 || sense || question.length > LONGEST)
        return answerer.ask(question, conversation, sense);
      const answer = known.get(question) ?? answerer.ask(question);
      known.set(question, answer);
      return answer;
    },
  };
}
