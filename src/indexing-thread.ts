/** The thread in which an index is built; started by `indexing.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { packIndex } from './answering/index-packing.ts';
import { Lexicon } from './answering/lexicon.ts';
import { buildIndex } from './answering/phrase-index.ts';
import { targetsOf } from './answering/targets.ts';
import type { Indexed } from './indexing.ts';
import type { KnowledgeBase } from './knowledge/knowledge-base.ts';

const knowledge: KnowledgeBase = workerData;
parentPort?.postMessage(
  packIndex(buildIndex(targetsOf(knowledge), new Lexicon(knowledge.vocabulary))) satisfies Indexed,
);
