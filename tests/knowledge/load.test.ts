import { describe, expect, it } from 'vitest';
import { type LoadResult, loadKnowledge } from '../../src/knowledge/load.ts';
import { renderProblems } from '../../src/knowledge/problem.ts';
import { edited, folderWith, SOUND } from './folder.ts';

const load = (changes: Record<string, string | undefined> = {}): Promise<LoadResult> =>
  loadKnowledge(folderWith(changes));

async function problemsOf(changes: Record<string, string | undefined>): Promise<string[]> {
  const result = await load(changes);
  return result.ok ? [] : result.problems.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);
}

async function soundKnowledge(changes: Record<string, string | undefined> = {}) {
  const result = await load(changes);
  if (!result.ok) throw new Error(renderProblems(result.problems));
  return result.knowledge;
}

describe('a sound folder', () => {
  it('becomes knowledge whose references are resolved', async () => {
    const knowledge = await soundKnowledge();
    expect(knowledge.entries.map(({ id, facts }) => [id, facts.map((fact) => fact.id)])).toEqual([
      ['when', ['opening']],
      ['who', ['feast', 'opening']],
      ['boats', ['race']],
    ]);
    expect(knowledge.entries[0]?.phrasings.map(({ stance }) => stance)).toEqual([
      'open',
      'open',
      'open',
      'open',
      'yes',
    ]);
    expect(knowledge.gaps[0]?.reason).toBe('not-in-articles');
    expect(knowledge.vocabulary.names.map(({ id, known }) => [id, known])).toEqual([
      ['lind', true],
      ['denmark', true],
      ['place-norway', false],
    ]);
  });

  it("keeps the article's own characters in a quote that was written with plain ones, across a line break too", async () => {
    const knowledge = await soundKnowledge();
    expect(knowledge.facts[1]?.quotes[0]?.text).toBe('said mayor Ada Lind. “It will be a feast – for all,”');
    expect(knowledge.facts[2]?.quotes[0]?.text).toBe('Boats from Denmark will race on Sunday.');
  });

  it('links to the very words', async () => {
    const knowledge = await soundKnowledge();
    expect(knowledge.facts[2]?.quotes[0]?.url).toBe(
      'https://example.org/fest#:~:text=Boats%20from%20Denmark%20will%20race%20on%20Sunday.',
    );
    expect(knowledge.facts[0]?.quotes[0]?.url).toBe(
      'https://example.org/fest#:~:text=The%20harbour%20festival%20will%20open,2019%2C%20said%20mayor%20Ada%20Lind.',
    );
  });

  it('can not be changed', async () => {
    const knowledge = await soundKnowledge();
    expect(() => Object.assign(knowledge.entries[0] as object, { answer: 'x' })).toThrow(TypeError);
    expect(() => (knowledge.facts as unknown[]).push('x')).toThrow(TypeError);
  });

  it('has the same revision for the same content and another for any other', async () => {
    const [a, b, c] = await Promise.all([
      soundKnowledge(),
      soundKnowledge(),
      soundKnowledge(edited('knowledge/chat.yaml', 'Hello!', 'Hullo!')),
    ]);
    expect(a.revision).toBe(b.revision);
    expect(a.revision).not.toBe(c.revision);
  });

  it('may have a byte order mark and Windows line ends', async () => {
    const windows = Object.fromEntries(
      Object.entries(SOUND).map(([file, text]) => [file, `\uFEFF${text.replaceAll('\n', '\r\n')}`]),
    );
    expect((await soundKnowledge(windows)).facts).toEqual((await soundKnowledge()).facts);
  });
});

describe('a broken folder is told with code, file, line and column:', () => {
  const facts = 'knowledge/facts.yaml';
  const questions = 'knowledge/questions.yaml';
  const vocabulary = 'knowledge/vocabulary.yaml';
  it.each<[string, Record<string, string | undefined>, string[]]>([
    ['a file that is not there', { 'knowledge/chat.yaml': undefined }, ['missing-file knowledge/chat.yaml:1:1']],
    ['an article that is not there', { 'seeds/fest.txt': undefined }, ['missing-file seeds/fest.txt:1:1']],
    ['no YAML', edited(facts, '- id: race', '- id: "race'), ['yaml-syntax knowledge/facts.yaml:13:1']],
    [
      'a key given twice',
      edited(facts, 'claim: Boats', 'id: again\n  claim: Boats'),
      ['yaml-syntax knowledge/facts.yaml:10:3'],
    ],
    [
      'a key that nobody knows',
      edited(questions, 'facts: [race]', 'facts: [race]\n  anser: x'),
      ['shape knowledge/questions.yaml:17:3'],
    ],
    [
      'a key that is missing',
      edited(questions, '  answer: Ada Lind is the mayor.\n', ''),
      ['shape knowledge/questions.yaml:8:3'],
    ],
    [
      'a value of the wrong kind',
      edited(questions, 'facts: [race]', 'facts: race'),
      ['shape knowledge/questions.yaml:16:10'],
    ],
    [
      'an id given twice',
      edited(facts, 'id: feast', 'id: opening'),
      [
        'unknown-fact knowledge/questions.yaml:11:11',
        'duplicate-id knowledge/facts.yaml:5:7',
        'unproved knowledge/questions.yaml:3:11',
      ],
    ],
    [
      'a source that nobody knows',
      edited(facts, 'news: Boats', 'post: Boats'),
      [
        'unknown-source knowledge/facts.yaml:12:7',
        'unproved knowledge/facts.yaml:10:10',
        'unproved knowledge/questions.yaml:15:11',
      ],
    ],
    [
      'words that are not in the article',
      edited(facts, 'news: Boats from Denmark will', 'news: Boats from Denmark can'),
      [
        'quote-not-found knowledge/facts.yaml:12:13',
        'unproved knowledge/facts.yaml:10:10',
        'unproved knowledge/questions.yaml:15:11',
      ],
    ],
    [
      'a quote of page furniture',
      edited(facts, 'news: Boats from Denmark will race on Sunday.', 'news: Subscribe now!'),
      [
        'quote-not-quotable knowledge/facts.yaml:12:13',
        'unproved knowledge/facts.yaml:10:10',
        'unproved knowledge/questions.yaml:15:11',
      ],
    ],
    [
      'furniture that is not on the page',
      edited('knowledge/sources.yaml', '- Subscribe now!', '- Subscribe later!'),
      ['furniture-not-found knowledge/sources.yaml:10:9'],
    ],
    [
      'a fact that nobody wrote',
      edited(questions, 'facts: [race]', 'facts: [race, regatta]'),
      ['unknown-fact knowledge/questions.yaml:16:17'],
    ],
    [
      'an entry that nobody wrote',
      edited(questions, 'related: [who]', 'related: [whom]'),
      ['unknown-entry knowledge/questions.yaml:5:13'],
    ],
    [
      'a fact that nobody uses',
      edited(
        facts,
        '- id: race',
        '- id: spare\n  claim: Boats race.\n  quotes:\n    - news: Boats from Denmark\n- id: race',
      ),
      ['unused-fact knowledge/facts.yaml:9:7'],
    ],
    [
      'the same phrasing in two entries',
      edited(questions, 'the regatta', 'Opening  Day!'),
      ['duplicate-phrasing knowledge/questions.yaml:17:76'],
    ],
    [
      'too few phrasings',
      edited(questions, ', the regatta, what about the race', ''),
      ['too-few-phrasings knowledge/questions.yaml:17:14'],
    ],
    [
      'a date that no quote has',
      edited(questions, 'answer: The festival opens on 3 May 2019.', 'answer: The festival opens on 4 May 2019.'),
      ['unproved knowledge/questions.yaml:3:11'],
    ],
    [
      'a year that no quote has',
      edited(questions, 'answer: The festival opens on 3 May 2019.', 'answer: The festival opens on 3 May 2020.'),
      ['unproved knowledge/questions.yaml:3:11'],
    ],
    [
      'a number that no quote has',
      edited(questions, 'answer: Boats from', 'answer: 12 boats from'),
      ['unproved knowledge/questions.yaml:15:11'],
    ],
    [
      'a name that no quote has',
      edited(questions, 'answer: Boats from', 'answer: Says Lind, boats from'),
      ['unproved knowledge/questions.yaml:15:11'],
    ],
    [
      'a name from elsewhere in an answer',
      edited(questions, 'answer: Boats from Denmark', 'answer: Boats from Norway'),
      ['unproved knowledge/questions.yaml:15:11'],
    ],
    [
      'a name listed as elsewhere that an article has',
      edited(vocabulary, '- Norway', '- harbour'),
      ['listed-elsewhere knowledge/vocabulary.yaml:8:7'],
    ],
    [
      'one alias for two names',
      edited(vocabulary, '[Denmark, Danish]', '[Denmark, Danish, Lind]'),
      ['alias-clash knowledge/vocabulary.yaml:5:32'],
    ],
    [
      'one word in two groups',
      edited(vocabulary, 'boat: [boat, ship]', 'boat: [boat, ship]\n  vessel: [ship]'),
      ['alias-clash knowledge/vocabulary.yaml:11:12'],
    ],
    [
      'a premise about nothing',
      edited(questions, 'facts: [race]', 'facts: [race]\n  premises: [{ place: [Denmark], about: [regatta] }]'),
      ['unknown-name knowledge/questions.yaml:17:42'],
    ],
  ])('%s', async (_, changes, expected) => {
    expect(await problemsOf(changes)).toEqual(expected);
  });

  it('all of them at once', async () => {
    const found = await problemsOf({
      ...edited('knowledge/facts.yaml', 'news: Boats from Denmark will', 'news: Boats of Denmark'),
      ...edited('knowledge/questions.yaml', 'related: [who]', 'related: [whom]'),
      ...edited('knowledge/vocabulary.yaml', '- Norway', '- Sunday'),
    });
    expect(found.map((problem) => problem.split(' ')[0])).toEqual([
      'quote-not-found',
      'unknown-entry',
      'listed-elsewhere',
      'unproved',
      'unproved',
    ]);
  });

  it('in a form that a person can read', async () => {
    const result = await load(edited(facts, 'news: Boats from Denmark will', 'news: Boats from Denmark can'));
    const [problem] = result.ok ? [] : result.problems;
    expect(renderProblems(problem ? [problem] : [])).toMatchInlineSnapshot(`
      "knowledge/facts.yaml:12:13 quote-not-found
            These words do not stand in the article "news". Nearest is: Boats from Denmark will race on Sunday.
         12 |     - news: Boats from Denmark can race on Sunday.
            |             ^

      1 problem in the knowledge."
    `);
  });
});
