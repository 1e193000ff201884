/**
 * A second event, of another kind and quite invented, that the engine was not made for: `other-event/` is a knowledge folder
 * with its articles, and questions that were written after it, in other words, and scored before anybody looked at the answers.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../bench/figures.ts';
import { articlesIn, grade, type LabelledQuestion, readRows } from '../bench/grading.ts';
import { createAnswerer } from '../src/answering/answerer.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { renderProblems } from '../src/knowledge/problem.ts';
import { prepare } from '../src/prepare.ts';

const folder = new URL('./other-event/', import.meta.url);

async function knowledgeOf(root: string) {
  const loaded = await loadKnowledge(root);
  if (!loaded.ok) throw new Error(renderProblems(loaded.problems));
  return loaded.knowledge;
}

const knowledge = await knowledgeOf(fileURLToPath(folder));

/** By other writers, who knew the articles alone; the first ones nobody has looked at since. `of`: how many can be answered, and can not. */
const QUESTIONS = [
  { file: 'questions.jsonl', of: [50, 50], floor: { right: 0.88, declined: 0.88, wrong: 0.17, precision: 0.93 } },
  {
    file: 'further-questions.jsonl',
    of: [74, 73],
    floor: { right: 0.83, declined: 0.8, wrong: 0.28, precision: 0.96 },
  },
];

describe('another event', () => {
  it('has every entry and gap in many words', () => {
    const few = [
      ...knowledge.entries.filter(({ phrasings }) => phrasings.length < 25),
      ...knowledge.gaps.filter(({ phrasings }) => phrasings.length < 15),
    ];
    expect(few.map(({ id }) => id)).toEqual([]);
    expect(knowledge.entries.length).toBeGreaterThanOrEqual(45);
    expect(knowledge.gaps.length).toBeGreaterThanOrEqual(30);
  });

  it('is found by each of its phrasings', async () => {
    const { problems } = await prepare(knowledge, fileURLToPath(folder));
    expect(problems).toEqual([]);
  });

  const answerer = createAnswerer(knowledge);
  const articles = articlesIn(folder);

  it.each(QUESTIONS)('is cited verbatim in every answer, and scores above its floor: $file', ({ file, of, floor }) => {
    const questions = readRows<LabelledQuestion>(file, folder);
    const grades = questions.map((question) =>
      grade(question, question.expect === 'answer', answerer.ask(question.q), articles),
    );
    const { right, declined, wrong, invalid } = figuresOf(grades, []);
    const precisionOfRight = figuresOf(
      grades.filter((row) => row.right),
      [],
    ).precision;
    expect([right.of, declined.of, invalid.value]).toEqual([...of, 0]);
    expect(right.value).toBeGreaterThanOrEqual(floor.right);
    expect(declined.value).toBeGreaterThanOrEqual(floor.declined);
    expect(wrong.value).toBeLessThanOrEqual(floor.wrong);
    expect(precisionOfRight.value).toBeGreaterThanOrEqual(floor.precision);
  });

  it('has no question that is also a phrasing', () => {
    const plain = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    const written = new Set(
      [...knowledge.entries, ...knowledge.gaps, ...knowledge.chats].flatMap(({ phrasings }) =>
        phrasings.map(({ text }) => plain(text)),
      ),
    );
    const questions = QUESTIONS.flatMap(({ file }) => readRows<LabelledQuestion>(file, folder));
    expect(questions.filter(({ q }) => written.has(plain(q)))).toEqual([]);
  });
});

/** Comments and the descriptions for editors may give examples of an event. */
const EXAMPLES = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\.describe\(\s*'(?:\\.|[^'\\])*',?\s*\)/gm;

describe('the engine', () => {
  const source = new URL('../src/', import.meta.url);
  const files = globSync('**/*.ts', { cwd: source });
  const codeOf = (file: string): string => readFileSync(new URL(file, source), 'utf8').replace(EXAMPLES, '');

  it.each([
    ['the project', new URL('..', import.meta.url)],
    ['the other event', folder],
  ])('has no name from the vocabulary of %s in its code', async (_, root) => {
    const { vocabulary } = await knowledgeOf(fileURLToPath(root));
    const names = new Set(vocabulary.names.flatMap(({ aliases }) => aliases).filter((alias) => /\p{Lu}/u.test(alias)));
    const words = [...names].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'u');
    expect(files.flatMap((file) => codeOf(file).match(pattern)?.[0] ?? [])).toEqual([]);
  });

  it('has no word for the kind of event in its code', () => {
    const words = /\b(?:summits?|kremlin|white house|minister|treaty|sanctions?|festival|marathon|rafts?)\b/i;
    expect(files.flatMap((file) => codeOf(file).match(words)?.[0] ?? [])).toEqual([]);
  });
});
