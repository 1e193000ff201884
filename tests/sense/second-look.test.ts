import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, SensingAnswerer } from '../../src/answering/answer.ts';
import type { Target } from '../../src/answering/targets.ts';
import type { Encoder } from '../../src/sense/encoder.ts';
import { SecondLook } from '../../src/sense/second-look.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'second-look-'));
});
afterAll(() => rm(folder, { recursive: true }));

const ANSWER: Answer = {
  verdict: 'answered',
  question: 'When is it?',
  text: 'On 1 May.',
  entries: ['when'],
  citations: [],
  confidence: 0.9,
  suggestions: [],
  revision: 'one',
};

/** Answers with a confidence; tells in its text whether it knew what the question means. */
const answererOf = (confidence: number): SensingAnswerer => ({
  revision: 'one',
  ask: (_question, _conversation, sense) => ({ ...ANSWER, confidence, text: sense ? 'sense' : 'words' }),
  complete: () => [],
  meant: (question) => question.toLowerCase(),
  targets: [{ index: 0, kind: 'entry', phrasings: [{ text: 'When is it?', stance: 'open' }] } as unknown as Target],
  *warmUp() {},
});

/** An encoder that notes what it is given, and fails from some text on. */
function encoderOf(failsFrom = Number.POSITIVE_INFINITY): Encoder & { readonly texts: string[] } {
  const texts: string[] = [];
  return {
    texts,
    embed: async (given) => {
      texts.push(...given);
      if (texts.length > failsFrom) throw new Error('no more');
      return given.map(() => new Float32Array(512).fill(1));
    },
    close: async () => {},
  };
}

function lookOf(encoder: Encoder, name: string, patience?: number): { look: SecondLook; told: string[] } {
  const told: string[] = [];
  const look = new SecondLook({
    encoder,
    file: join(folder, name),
    tell: (message) => told.push(message),
    ...(patience !== undefined && { patience }),
  });
  return { look, told };
}

describe('a second look', () => {
  it('is taken where the answer is in doubt, once the phrasings are encoded', async () => {
    const encoder = encoderOf();
    const { look } = lookOf(encoder, 'doubt.bin');
    const answerer = answererOf(0.5);
    expect((await look.ask(answerer, 'And when?', [])).text).toBe('words');
    await look.learn(answerer);
    expect((await look.ask(answerer, 'And when?', [])).text).toBe('sense');
    expect(encoder.texts).toEqual(['when is it?', 'and when?']);
  });

  it('is not waited for longer than a reader waits', async () => {
    const encoder = encoderOf();
    const { look } = lookOf(encoder, 'late.bin', 10);
    const answerer = answererOf(0.5);
    await look.learn(answerer);
    encoder.embed = () => new Promise(() => {});
    expect((await look.ask(answerer, 'And when?', [])).text).toBe('words');
  });

  it.each([0.99, 0.001])('is not taken at a confidence of %d', async (confidence) => {
    const { look } = lookOf(encoderOf(), 'sure.bin');
    const answerer = answererOf(confidence);
    await look.learn(answerer);
    expect((await look.ask(answerer, 'And when?', [])).text).toBe('words');
  });

  it('is done without where the encoder fails', async () => {
    const { look, told } = lookOf(encoderOf(0), 'failing.bin');
    const answerer = answererOf(0.5);
    await look.learn(answerer);
    expect((await look.ask(answerer, 'And when?', [])).text).toBe('words');
    expect(told).toEqual(['The encoder has failed; answers come without it']);
  });

  it('is done without where the encoder fails later', async () => {
    const { look } = lookOf(encoderOf(1), 'failing-later.bin');
    const answerer = answererOf(0.5);
    await look.learn(answerer);
    expect((await look.ask(answerer, 'And when?', [])).text).toBe('words');
  });

  it('needs no phrasing encoded twice', async () => {
    await lookOf(encoderOf(), 'kept.bin').look.learn(answererOf(0.5));
    const encoder = encoderOf();
    await lookOf(encoder, 'kept.bin').look.learn(answererOf(0.5));
    expect(encoder.texts).toEqual([]);
  });
});
