/** The engines that are measured, all on the same phrasings: this project's and what else there is for Node. */
import type { Case } from './cases.ts';
import type { LabelledText } from './public.ts';

export interface Found {
  /** Id of the entry found first. */
  readonly intent: string;
  /** How well it fits; comparable among the questions of one engine. Undefined where the engine tells no score. */
  readonly score?: number;
  /** Probability that it is right, where the engine tells one. */
  readonly confidence?: number;
}

/** A search that is ready. */
export interface Finder {
  /** What is timed: all that is done for a question. */
  answer(question: string): unknown;
  first(question: string): Found | undefined | Promise<Found | undefined>;
  /** Questions for what has been typed so far, where the engine has that. */
  complete?(typed: string): unknown;
}

export interface Engine {
  readonly name: string;
  /** Its settings; of those tried on CLINC150, the ones that found most. */
  readonly settings: string;
  build(of: Case): Promise<Finder>;
}

/** The name under which this project's engine is shown. */
export const OURS = 'summit bot';
/** The same with the encoder. */
export const SENSING = 'summit bot, encoder on';
/** The peer to which times are compared. */
export const YARDSTICK = 'fuse.js';

/** A finder that does nothing more for an answer than to find the first. */
const finder = (first: Finder['first']): Finder => ({ answer: first, first });

/** What an index knows by number, by number. */
const intentOf = (phrasings: readonly LabelledText[], id: unknown): string => phrasings[Number(id)]?.intent ?? '';

const ours: Engine = {
  name: OURS,
  settings: 'whole answers, with quotes',
  async build({ knowledge }) {
    const { createAnswerer } = await import('../src/answering/answerer.ts');
    const { Comprehension } = await import('../src/answering/understanding.ts');
    const answerer = createAnswerer(knowledge);
    // Answers tell no score below their thresholds; what understands them does. Only made when asked for.
    let comprehension: InstanceType<typeof Comprehension> | undefined;
    return {
      answer: (question) => answerer.ask(question),
      complete: (typed) => answerer.complete(typed, 25),
      first(question) {
        comprehension ??= new Comprehension(knowledge);
        const { candidates, confidence } = comprehension.understand(question);
        const [best] = candidates;
        return best && { intent: best.target.item.id, score: best.score, confidence };
      },
    };
  },
};

/** With what each question means; in use only those in doubt are encoded. */
const sensing: Engine = {
  name: SENSING,
  settings: 'whole answers, with quotes; every question encoded',
  async build({ knowledge }) {
    const { createAnswerer } = await import('../src/answering/answerer.ts');
    const { Comprehension } = await import('../src/answering/understanding.ts');
    const { startEncoder } = await import('../src/sense/encoder.ts');
    const { indexOf } = await import('../src/answering/sense.ts');
    const { encoded, sensing: sensingOf } = await import('./sensing.ts');
    const answerer = createAnswerer(knowledge);
    const comprehension = new Comprehension(knowledge);
    const encoder = startEncoder();
    const index = indexOf(answerer.targets, await encoded(answerer, encoder));
    const senseOf = sensingOf(index, answerer, encoder);
    return {
      answer: async (question) => answerer.ask(question, [], await senseOf(question)),
      async first(question) {
        const { candidates, confidence } = comprehension.understand(question, undefined, await senseOf(question));
        const [best] = candidates;
        return best && { intent: best.target.item.id, score: best.score, confidence };
      },
    };
  },
};

/** fuse.js as this project had it first. */
const fuse: Engine = {
  name: YARDSTICK,
  settings: 'ignoreLocation',
  build: ({ phrasings }) => fuseOf(phrasings, {}),
};

const fuseOfTokens: Engine = {
  name: 'fuse.js, token search',
  settings: 'useTokenSearch, ignoreLocation, threshold 0.2',
  build: ({ phrasings }) => fuseOf(phrasings, { useTokenSearch: true, threshold: 0.2 }),
};

async function fuseOf(phrasings: readonly LabelledText[], options: object): Promise<Finder> {
  const { default: Fuse } = await import('fuse.js');
  const index = new Fuse(phrasings, { keys: ['text'], ignoreLocation: true, includeScore: true, ...options });
  return finder((question) => {
    const [best] = index.search(question, { limit: 1 });
    // Its score is a distance.
    return best && { intent: best.item.intent, score: 1 - (best.score ?? 1) };
  });
}

const miniSearch: Engine = {
  name: 'MiniSearch',
  settings: 'fuzzy 0.2',
  async build({ phrasings }) {
    const { default: MiniSearch } = await import('minisearch');
    const index = new MiniSearch({ fields: ['text'] });
    index.addAll(phrasings.map(({ text }, id) => ({ id, text })));
    return finder((question) => {
      const [best] = index.search(question, { fuzzy: 0.2 });
      return best && { intent: intentOf(phrasings, best.id), score: best.score };
    });
  },
};

const flexSearch: Engine = {
  name: 'FlexSearch',
  settings: 'tokenize forward, LatinBalance, suggest',
  async build({ phrasings }) {
    const { Charset, Index } = await import('flexsearch');
    const index = new Index({ tokenize: 'forward', encoder: Charset.LatinBalance });
    phrasings.forEach(({ text }, id) => {
      index.add(id, text);
    });
    return finder((question) => {
      const [best] = index.search(question, { suggest: true, limit: 1 });
      return best === undefined ? undefined : { intent: intentOf(phrasings, best) };
    });
  },
};

const orama: Engine = {
  name: 'Orama',
  settings: 'default',
  async build({ phrasings }) {
    const { create, insert, search } = await import('@orama/orama');
    const index = create({ schema: { text: 'string' } as const });
    phrasings.forEach(({ text }, id) => {
      insert(index, { id: String(id), text });
    });
    return finder((question) => {
      const found = search(index, { term: question, properties: ['text'], limit: 1 });
      if (found instanceof Promise) throw new Error('Expected Orama to answer at once; it does so without plug-ins.');
      const [best] = found.hits;
      return best && { intent: intentOf(phrasings, best.id), score: best.score };
    });
  },
};

const lunr: Engine = {
  name: 'lunr',
  settings: 'stop words kept',
  async build({ phrasings }) {
    const { default: create } = await import('lunr');
    const index = create((builder) => {
      builder.pipeline.remove(create.stopWordFilter);
      builder.ref('id');
      builder.field('text');
      phrasings.forEach(({ text }, id) => {
        builder.add({ id, text });
      });
    });
    return finder((question) => {
      const terms = create.tokenizer(question).map(String);
      const [best] = index.query((query) => {
        for (const term of terms) query.term(term, {});
      });
      return best && { intent: intentOf(phrasings, best.ref), score: best.score };
    });
  },
};

export const engines: readonly Engine[] = [ours, fuse, fuseOfTokens, miniSearch, flexSearch, orama, lunr];
/** Measured only when asked for: what they need is optional, and to make ready takes minutes. */
export const ownEngines: readonly Engine[] = [ours, sensing];
