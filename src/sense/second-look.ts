/** Questions whose answer is in doubt, asked again with what they mean. */
import { setTimeout } from 'node:timers/promises';
import type { Answer, Conversation, SensingAnswerer } from '../answering/answer.ts';
import { indexing, Sense, type SenseIndex } from '../answering/sense.ts';
import { unhurried } from '../answering/unhurried.ts';
import { isInDoubt } from '../answering/verdict.ts';
import type { Encoder } from './encoder.ts';
import { vectorsOf } from './kept-vectors.ts';

export interface SecondLookOptions {
  readonly encoder: Encoder;
  /** Where the phrasings' vectors are kept. */
  readonly file: string;
  /** Told once of each answerer when its phrasings are encoded, or why they can not be. */
  readonly tell: (message: string, details: object) => void;
  /** Milliseconds after which an answer comes without the encoder; a second unless told. */
  readonly patience?: number;
}

export class SecondLook {
  readonly #options: SecondLookOptions;
  /** The index of each answerer in use, once it is made; those of answerers no longer in use go with them. */
  readonly #indexes = new WeakMap<SensingAnswerer, { index?: SenseIndex }>();
  /** One answerer's phrasings are encoded after the other's. */
  #learning: Promise<void> = Promise.resolve();

  constructor(options: SecondLookOptions) {
    this.#options = options;
  }

  /** Encodes the phrasings of an answerer, unless that has begun; until it is done, its answers come without a second look. */
  learn(answerer: SensingAnswerer): Promise<void> {
    if (this.#indexes.has(answerer)) return this.#learning;
    const known: { index?: SenseIndex } = {};
    this.#indexes.set(answerer, known);
    this.#learning = this.#learning.then(async () => {
      const index = await this.#indexOf(answerer);
      if (index) known.index = index;
    });
    return this.#learning;
  }

  async #indexOf({ targets, meant, revision }: SensingAnswerer): Promise<SenseIndex | undefined> {
    const { encoder, file, tell } = this.#options;
    const texts = targets.flatMap(({ phrasings }) => phrasings.map(({ text }) => meant(text)));
    try {
      const vectorOf = await vectorsOf(texts, encoder, file);
      const index = await unhurried(
        indexing(targets, (text) => vectorOf(meant(text))),
        IN_ONE_GO,
      );
      tell('The encoder knows the phrasings', { phrasings: texts.length, revision });
      return index;
    } catch (error) {
      tell('The encoder has failed; answers come without it', { error: String(error) });
      return undefined;
    }
  }

  /** The answer; where it is in doubt and the phrasings are encoded, the one that also knows what the question means. */
  async ask(answerer: SensingAnswerer, question: string, conversation: Conversation): Promise<Answer> {
    const first = answerer.ask(question, conversation);
    void this.learn(answerer);
    const index = this.#indexes.get(answerer)?.index;
    if (!index || !isInDoubt(first)) return first;
    const vector = await this.#vectorOf(answerer.meant(question));
    return vector ? answerer.ask(question, conversation, new Sense(index, vector)) : first;
  }

  /** What a question means; nothing where the encoder has failed, or has not said so in time. */
  async #vectorOf(question: string): Promise<Float32Array | undefined> {
    const { encoder, patience = PATIENCE } = this.#options;
    const encoded = encoder.embed([question]).then(
      ([vector]) => vector,
      () => undefined,
    );
    const told = new AbortController();
    const late = setTimeout(patience, undefined, { signal: told.signal }).catch(() => undefined);
    return Promise.race([encoded, late]).finally(() => told.abort());
  }
}

/**
 * Milliseconds for which an answer waits for the encoder, which takes some 20: where many ask at once they queue, and Discord
 * takes an answer within three seconds alone.
 */
const PATIENCE = 1_000;

/** Phrasings taken up in one go: a few milliseconds of work. */
const IN_ONE_GO = 25;
