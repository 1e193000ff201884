/** What every way to ask shares: the options, the ids of components, failures, cooldowns, and how an answer is shown. */
import type { Answer } from '../answering/answer.ts';
import { type Cooldown, Cooldowns } from './cooldowns.ts';
import { CustomIds } from './custom-id.ts';
import { Failures } from './failures.ts';
import type { BotOptions } from './options.ts';
import type { Phrases } from './phrases/phrases.ts';
import { renderAnswer } from './replies/answer.ts';
import type { MessageReply } from './replies/reply.ts';
import { relatedQuestions } from './targets.ts';

/** Questions that are offered where nothing is near to what was asked. */
const OFFERED = 3;

export class Front {
  readonly options: BotOptions;
  readonly ids: CustomIds;
  readonly failures: Failures;
  readonly #cooldowns: Cooldowns;

  constructor(options: BotOptions) {
    this.options = options;
    this.ids = new CustomIds(options.token);
    this.failures = new Failures(options.log, options.now);
    this.#cooldowns = new Cooldowns(options.cooldowns);
  }

  /** Counts a question, see `Cooldowns.take`. */
  cooldown(userId: string, channelId?: string): Promise<Cooldown | undefined> {
    return this.#cooldowns.take(userId, channelId);
  }

  /** An answer as it is shown; `shareable`: to one who may say it to everybody. */
  render(answer: Answer, phrases: Phrases, shareable: boolean): MessageReply {
    return renderAnswer(answer, { phrases, ids: this.ids, related: this.#offered(answer), shareable });
  }

  /** What to go on with: what may have been meant or is related, else what is most often asked. Nobody is left at a dead end. */
  #offered(answer: Answer): readonly string[] {
    const { verdict, reason, suggestions } = answer;
    const near =
      verdict === 'suggested' || reason === 'unclear'
        ? suggestions
        : relatedQuestions(answer, this.options.knowledge());
    return near.length > 0 ? near : this.mostAsked(OFFERED);
  }

  /** The questions that are asked most. */
  mostAsked(limit: number): readonly string[] {
    const { answerer, journal } = this.options;
    return answerer().complete('', limit, journal.mostAsked(limit));
  }
}
