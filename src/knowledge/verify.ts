/** Contents of the right shape -> knowledge in which every reference holds and every quote is proved; problems are collected. */
import { Article, fold } from './article.ts';
import type { KnowledgeFile, ValuePath } from './files.ts';
import { byStance, checkFollowUps } from './follow-ups.ts';
import { describeGolden, goldenKey, phrasingKey } from './golden.ts';
import type {
  Chat,
  Entry,
  Expectation,
  Fact,
  FollowUps,
  Gap,
  GoldenQuestion,
  KnowledgeBase,
  Name,
  Phrasing,
  Premise,
  Quote,
  Source,
  Stance,
  Vocabulary,
} from './knowledge-base.ts';
import type { Problem } from './problem.ts';
import { hasWord, NameFinder, unprovedIn } from './proof.ts';
import type { Contents, FileName } from './shapes.ts';

/** Phrasings that an entry needs besides its question. */
const FEWEST_PHRASINGS = 5;

type Files = Readonly<Record<FileName, KnowledgeFile>>;

/** The articles by source id; a furniture line that does not stand in its article is a problem. */
export function buildArticles(
  sources: Contents['sources'],
  seeds: ReadonlyMap<string, KnowledgeFile>,
  file: KnowledgeFile,
  problems: Problem[],
): Map<string, Article> {
  const articles = new Map<string, Article>();
  sources.sources.forEach(({ id, url, furniture = [], file: seed }, index) => {
    const article = new Article(seeds.get(id)?.text ?? '', url, furniture);
    furniture.forEach((line, at) => {
      if (!article.has(line))
        problems.push(
          file.problem(
            'furniture-not-found',
            ['sources', index, 'furniture', at],
            `This line does not stand in seeds/${seed}. Copy it from there, or take it out.`,
          ),
        );
    });
    articles.set(id, article);
  });
  return articles;
}

/** Everything that refers to something else is resolved; `problems` gets what can not be. */
export function buildKnowledge(
  contents: Contents,
  files: Files,
  articles: ReadonlyMap<string, Article>,
  revision: string,
  problems: Problem[],
): KnowledgeBase {
  const sources: Source[] = contents.sources.sources.map(({ furniture: _, ...source }) => source);
  const vocabulary = buildVocabulary(contents.vocabulary);
  const facts = contents.facts.map((fact, index) => buildFact(fact, index, files.facts, articles, problems));
  const factById = new Map(facts.map((fact) => [fact.id, fact]));
  const resolve = (file: KnowledgeFile, path: ValuePath, ids: readonly string[]): Fact[] =>
    ids.flatMap((id, at) => {
      const fact = factById.get(id);
      if (!fact)
        problems.push(
          file.problem(
            'unknown-fact',
            [...path, at],
            `There is no fact "${id}" in knowledge/facts.yaml. Write the fact, or correct the id.`,
          ),
        );
      return fact ?? [];
    });
  const entries: Entry[] = contents.questions.map(
    ({ id, question, answer, topics = [], related = [], premises = [], facts: rests, ...asked }, index) => ({
      id,
      question,
      answer,
      topics,
      related,
      phrasings: phrasingsOf(asked),
      facts: resolve(files.questions, [index, 'facts'], rests),
      premises: premises.flatMap(premisesOf),
    }),
  );
  const gaps: Gap[] = contents.gaps.map(
    ({ id, question, reply, reason = 'not-in-articles', nearest = [], related = [], phrasings }, index) => ({
      id,
      question,
      reply,
      reason,
      related,
      phrasings: phrasingsOf({ phrasings }),
      nearest: resolve(files.gaps, [index, 'nearest'], nearest),
    }),
  );
  const chats: Chat[] = contents.chat.map(({ id, reply, phrasings }) => ({
    id,
    reply,
    phrasings: phrasingsOf({ phrasings }),
  }));
  const followUps: FollowUps[] = contents['follow-ups'].flatMap(({ after, asked }) =>
    Object.entries(asked).map(([to, lists]) => ({ after, to, phrasings: phrasingsOf(byStance(lists)) })),
  );
  const knowledge: KnowledgeBase = {
    revision,
    event: contents.sources.event,
    sources,
    facts,
    entries,
    gaps,
    chats,
    followUps,
    vocabulary,
    golden: contents.golden.map(goldenOf),
  };
  checkIds(contents, files, problems);
  checkReferences(contents, files, knowledge, problems);
  checkPhrasings(contents, files, problems);
  checkFollowUps(contents['follow-ups'], files['follow-ups'], knowledge, problems);
  checkVocabulary(contents.vocabulary, files.vocabulary, articles, problems);
  checkGolden(contents.golden, files.golden, knowledge, problems);
  checkProofs(knowledge, files, articles, problems);
  return knowledge;
}

function buildFact(
  fact: Contents['facts'][number],
  index: number,
  file: KnowledgeFile,
  articles: ReadonlyMap<string, Article>,
  problems: Problem[],
): Fact {
  const quotes: Quote[] = fact.quotes.flatMap((pair, at) =>
    Object.entries(pair).flatMap(([source, text]) => {
      const path: ValuePath = [index, 'quotes', at, source];
      const article = articles.get(source);
      if (!article) {
        problems.push(
          file.problemAtKey(
            'unknown-source',
            path,
            `There is no source "${source}" in knowledge/sources.yaml; expected one of: ${[...articles.keys()].join(', ')}.`,
          ),
        );
        return [];
      }
      const place = article.find(text);
      if (place.found === 'quotable') return [{ source, text: place.text, url: place.url }];
      problems.push(
        place.found === 'furniture'
          ? file.problem(
              'quote-not-quotable',
              path,
              `"${place.line}" is furniture of the web page and no part of the article. Quote the article itself.`,
            )
          : file.problem(
              'quote-not-found',
              path,
              `These words do not stand in the article "${source}". ${place.nearest ? `Nearest is: ${place.nearest}` : 'Copy the quote from the file under seeds/.'}`,
            ),
      );
      return [];
    }),
  );
  return { id: fact.id, claim: fact.claim, quotes, ...(fact.note === undefined ? {} : { note: fact.note }) };
}

function phrasingsOf(asked: {
  readonly phrasings?: readonly string[] | undefined;
  readonly yes?: readonly string[] | undefined;
  readonly no?: readonly string[] | undefined;
  readonly wrong?: readonly string[] | undefined;
}): Phrasing[] {
  const of = (stance: Stance, texts: readonly string[] = []): Phrasing[] => texts.map((text) => ({ text, stance }));
  return [...of('open', asked.phrasings), ...of('yes', asked.yes), ...of('no', asked.no), ...of('wrong', asked.wrong)];
}

type WrittenGolden = Contents['golden'][number];

const goldenOf = ({ question, after = [], ...expected }: WrittenGolden): GoldenQuestion => ({
  question,
  after,
  expected: expectationOf(expected),
});

/** What is expected; the shape has seen to it that exactly one of the four is given. */
function expectationOf({ entry, entries, gap, declined }: Omit<WrittenGolden, 'question' | 'after'>): Expectation {
  if (gap !== undefined) return { gap };
  if (declined !== undefined) return { declined };
  return { entries: entries ?? (entry === undefined ? [] : [entry]) };
}

function premisesOf({ about, ...values }: NonNullable<Contents['questions'][number]['premises']>[number]): Premise[] {
  return Object.entries(values).flatMap(([kind, names]) => (names ? [{ kind, values: names, about }] : []));
}

function buildVocabulary({ names = {}, elsewhere = {}, words = {} }: Contents['vocabulary']): Vocabulary {
  const known: Name[] = Object.entries(names).flatMap(([kind, byId]) =>
    Object.entries(byId).map(([id, aliases]) => ({ id, kind, name: aliases[0] ?? id, aliases, known: true })),
  );
  const foreign: Name[] = Object.entries(elsewhere).flatMap(([kind, list]) =>
    list.map((item) => {
      const aliases = typeof item === 'string' ? [item] : item;
      const name = aliases[0] ?? '';
      return {
        id: `${kind}-${fold(name)
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, '-')}`,
        kind,
        name,
        aliases,
        known: false,
      };
    }),
  );
  return { names: [...known, ...foreign], groups: Object.entries(words).map(([id, group]) => ({ id, words: group })) };
}

function checkIds(contents: Contents, files: Files, problems: Problem[]): void {
  const check = (name: FileName, ids: readonly string[], path: (index: number) => ValuePath): void => {
    const seen = new Set<string>();
    ids.forEach((id, index) => {
      if (seen.has(id))
        problems.push(
          files[name].problem(
            'duplicate-id',
            path(index),
            `The id "${id}" is given twice in this file. Every id stands for one thing; rename one of them.`,
          ),
        );
      seen.add(id);
    });
  };
  check(
    'sources',
    contents.sources.sources.map(({ id }) => id),
    (index) => ['sources', index, 'id'],
  );
  for (const name of ['facts', 'questions', 'gaps', 'chat'] as const)
    check(
      name,
      contents[name].map(({ id }) => id),
      (index) => [index, 'id'],
    );
  const entries = new Set(contents.questions.map(({ id }) => id));
  contents.gaps.forEach(({ id }, index) => {
    if (entries.has(id))
      problems.push(
        files.gaps.problem(
          'duplicate-id',
          [index, 'id'],
          `"${id}" is already the id of an entry in knowledge/questions.yaml. Rename the gap.`,
        ),
      );
  });
}

function checkReferences(contents: Contents, files: Files, knowledge: KnowledgeBase, problems: Problem[]): void {
  const entries = new Set(knowledge.entries.map(({ id }) => id));
  for (const name of ['questions', 'gaps'] as const) {
    contents[name].forEach(({ related = [] }, index) => {
      related.forEach((id, at) => {
        if (!entries.has(id))
          problems.push(
            files[name].problem(
              'unknown-entry',
              [index, 'related', at],
              `There is no entry "${id}" in knowledge/questions.yaml. Correct the id, or take it out.`,
            ),
          );
      });
    });
  }
  const ids = new Set([...knowledge.vocabulary.names, ...knowledge.vocabulary.groups].map(({ id }) => id));
  const aliases = new Set(knowledge.vocabulary.names.flatMap((name) => name.aliases));
  contents.questions.forEach(({ premises = [] }, index) => {
    premises.forEach(({ about, date: _, ...values }, at) => {
      about.forEach((id, place) => {
        if (!ids.has(id))
          problems.push(
            files.questions.problem(
              'unknown-name',
              [index, 'premises', at, 'about', place],
              `"${id}" is no id of a name or word in knowledge/vocabulary.yaml.`,
            ),
          );
      });
      for (const [kind, names = []] of Object.entries(values)) {
        names.forEach((name, place) => {
          if (!aliases.has(name))
            problems.push(
              files.questions.problem(
                'unknown-name',
                [index, 'premises', at, kind, place],
                `"${name}" is no name in knowledge/vocabulary.yaml. Add it there.`,
              ),
            );
        });
      }
    });
  });
  const used = new Set(
    [...knowledge.entries.flatMap(({ facts }) => facts), ...knowledge.gaps.flatMap(({ nearest }) => nearest)].map(
      ({ id }) => id,
    ),
  );
  contents.facts.forEach(({ id }, index) => {
    if (!used.has(id))
      problems.push(
        files.facts.problem(
          'unused-fact',
          [index, 'id'],
          `No entry and no gap rests on the fact "${id}". Write a question that it answers, or take it out.`,
        ),
      );
  });
}

function checkPhrasings(contents: Contents, files: Files, problems: Problem[]): void {
  const seen = new Map<string, string>();
  const check = (name: FileName, id: string, path: ValuePath, text: string): void => {
    const key = phrasingKey(text);
    const before = seen.get(key);
    if (before !== undefined)
      problems.push(
        files[name].problem(
          'duplicate-phrasing',
          path,
          `"${text}" already stands at "${before}". A phrasing can have one meaning only; take one of them out.`,
        ),
      );
    else seen.set(key, id);
  };
  const checkAll = (
    name: FileName,
    id: string,
    index: number,
    fields: Readonly<Record<string, readonly string[] | undefined>>,
  ): void => {
    for (const [field, texts = []] of Object.entries(fields))
      for (const [at, text] of texts.entries()) check(name, id, [index, field, at], text);
  };
  contents.questions.forEach(({ id, question, phrasings, yes, no, wrong }, index) => {
    check('questions', id, [index, 'question'], question);
    checkAll('questions', id, index, { phrasings, yes, no, wrong });
    const count = [phrasings, yes, no, wrong].reduce((sum, texts) => sum + (texts?.length ?? 0), 0);
    if (count < FEWEST_PHRASINGS)
      problems.push(
        files.questions.problem(
          'too-few-phrasings',
          [index, 'phrasings'],
          `"${id}" has ${count} phrasings, expected at least ${FEWEST_PHRASINGS}. Ask several people how they would ask.`,
        ),
      );
  });
  contents.gaps.forEach(({ id, question, phrasings }, index) => {
    check('gaps', id, [index, 'question'], question);
    checkAll('gaps', id, index, { phrasings });
  });
  contents.chat.forEach(({ id, phrasings }, index) => {
    checkAll('chat', id, index, { phrasings });
  });
}

function checkVocabulary(
  { names, elsewhere = {}, words = {} }: Contents['vocabulary'],
  file: KnowledgeFile,
  articles: ReadonlyMap<string, Article>,
  problems: Problem[],
): void {
  const aliasOwner = new Map<string, string>();
  const own = (alias: string, id: string, path: ValuePath): void => {
    const key = phrasingKey(alias);
    const owner = aliasOwner.get(key);
    if (owner !== undefined)
      problems.push(
        file.problem('alias-clash', path, `"${alias}" already stands for "${owner}". It can stand for one thing only.`),
      );
    else aliasOwner.set(key, id);
  };
  for (const [kind, byId] of Object.entries(names)) {
    for (const [id, aliases] of Object.entries(byId))
      aliases.forEach((alias, at) => {
        own(alias, id, ['names', kind, id, at]);
      });
  }
  for (const [kind, list] of Object.entries(elsewhere)) {
    list.forEach((item, index) => {
      const aliases = typeof item === 'string' ? [item] : item;
      aliases.forEach((alias, at) => {
        const path: ValuePath = ['elsewhere', kind, index, ...(typeof item === 'string' ? [] : [at])];
        own(alias, aliases[0] ?? '', path);
        for (const [source, article] of articles) {
          if (hasWord(article.folded, alias))
            problems.push(
              file.problem(
                'listed-elsewhere',
                path,
                `"${alias}" is listed as a name that no article has, but it stands in "${source}". Move it to names.`,
              ),
            );
        }
      });
    });
  }
  const groupOf = new Map<string, string>();
  for (const [id, group] of Object.entries(words)) {
    group.forEach((word, at) => {
      const key = phrasingKey(word);
      const owner = groupOf.get(key) ?? aliasOwner.get(key);
      if (owner !== undefined)
        problems.push(
          file.problem(
            'alias-clash',
            ['words', id, at],
            `"${word}" already stands for "${owner}". A word can be in one group only.`,
          ),
        );
      groupOf.set(key, id);
    });
  }
}

/** What the golden questions name has to be there, and each is asked once. */
function checkGolden(
  golden: Contents['golden'],
  file: KnowledgeFile,
  knowledge: KnowledgeBase,
  problems: Problem[],
): void {
  const entries = new Set(knowledge.entries.map(({ id }) => id));
  const gaps = new Set(knowledge.gaps.map(({ id }) => id));
  const checkEntry = (id: string, path: ValuePath): void => {
    if (!entries.has(id))
      problems.push(
        file.problem(
          'unknown-entry',
          path,
          `There is no entry "${id}" in knowledge/questions.yaml.${gaps.has(id) ? ' It is a gap: write "gap:".' : ' Correct the id, or say what answers the question now.'}`,
        ),
      );
  };
  golden.forEach(({ entry, entries: several = [], gap }, index) => {
    if (entry !== undefined) checkEntry(entry, [index, 'entry']);
    several.forEach((id, at) => {
      checkEntry(id, [index, 'entries', at]);
    });
    if (gap !== undefined && !gaps.has(gap))
      problems.push(
        file.problem(
          'unknown-gap',
          [index, 'gap'],
          `There is no gap "${gap}" in knowledge/gaps.yaml.${entries.has(gap) ? ' It is an entry: write "entry:".' : ' Correct the id, or say what answers the question now.'}`,
        ),
      );
  });
  checkAskedOnce(golden, file, problems);
}

function checkAskedOnce(golden: Contents['golden'], file: KnowledgeFile, problems: Problem[]): void {
  const seen = new Set<string>();
  golden.forEach(({ question, after = [] }, index) => {
    const key = goldenKey({ question, after });
    if (seen.has(key))
      problems.push(
        file.problem(
          'duplicate-question',
          [index, 'question'],
          `The golden question ${describeGolden({ question, after })} is already asked above. Take one of them out.`,
        ),
      );
    seen.add(key);
  });
}

function checkProofs(
  { facts, entries, gaps, sources, vocabulary }: KnowledgeBase,
  files: Files,
  articles: ReadonlyMap<string, Article>,
  problems: Problem[],
): void {
  const finder = new NameFinder(vocabulary.names);
  const allowed = new Set(sources.map(({ publisher }) => publisher));
  const everything = [
    ...[...articles.values()].map((article) => article.folded),
    ...sources.map(({ published }) => published),
  ];
  const check = (name: FileName, path: ValuePath, statement: string, quotes: readonly string[], of: string): void => {
    const unproved = unprovedIn(statement, quotes, finder, allowed);
    if (unproved.length > 0)
      problems.push(
        files[name].problem(
          'unproved',
          path,
          `No quote of ${of} says ${unproved.map((said) => `"${said}"`).join(', ')}. Rest it on a fact that does, or say less.`,
        ),
      );
  };
  for (const [index, fact] of facts.entries()) {
    check(
      'facts',
      [index, 'claim'],
      fact.claim,
      fact.quotes.map(({ text }) => text),
      'this fact',
    );
  }
  for (const [index, entry] of entries.entries()) {
    const quotes = entry.facts.flatMap((fact) => fact.quotes.map(({ text }) => text));
    check('questions', [index, 'answer'], entry.answer, quotes, 'its facts');
  }
  for (const [index, gap] of gaps.entries()) check('gaps', [index, 'reply'], gap.reply, everything, 'the articles');
}
