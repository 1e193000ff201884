/** `/topics`, `/sources`, `/about`: for the one who looks alone. */
import { describe, expect, test } from 'vitest';
import type { BotOptions, Scores } from '../../src/discord/options.ts';
import type { KnowledgeBase } from '../../src/knowledge/knowledge-base.ts';
import { startBot } from './bed.ts';
import { REVISION, ScriptedAnswerer, SOURCES } from './scripted-answerer.ts';
import { entry, FAIR } from './scripted-knowledge.ts';

async function start(knowledge: Partial<KnowledgeBase> = {}, changes: Partial<BotOptions> = {}) {
  const answerer = new ScriptedAnswerer();
  const known = { ...FAIR, ...knowledge };
  const bed = await startBot({ answerer: () => answerer, knowledge: () => known, ...changes });
  return { ...bed, answerer, ana: bed.discord.user('ana') };
}

describe('/topics', () => {
  test('leads by two choices from the topics to an answer, seen by nobody else', async () => {
    const { discord, ana, answerer } = await start();
    const topics = await ana.slash('topics');
    expect(topics.text).toMatchInlineSnapshot(`
      "(only you can see this)
      # What can be asked
      **fair**: 2 questions
      **date**: 1 question
      **people**: 1 question
      v Choose a topic …
      ( ) fair
      ( ) date
      ( ) people"
    `);
    const topic = await ana.select(topics, 'fair');
    expect(topic.message).toBe(topics.message);
    expect(topic.text).toMatchInlineSnapshot(`
      "(only you can see this)
      # Questions about fair
      • When is the fair?
      • Where is the fair?
      v Ask about fair …
      ( ) When is the fair?
      ( ) Where is the fair?
      v Choose a topic …
      ( ) fair
      ( ) date
      ( ) people"
    `);
    const answer = await ana.select(topic, 'Where is the fair?');
    expect(answerer.asked).toEqual([{ question: 'Where is the fair?', before: [] }]);
    expect(answer.onlyForMe).toBe(true);
    expect(answer.embed.description).toBe('It is on 1 May.');
    expect(discord.said().filter(({ onlyFor }) => onlyFor !== ana.id)).toEqual([]);
  });

  test('lets one go on to another topic', async () => {
    const { ana } = await start();
    const topic = await ana.select(await ana.slash('topics'), 'fair');
    const other = await ana.select(topic, 'people', 1);
    expect(other.embed.title).toBe('Questions about people');
    expect(other.selects[0]?.options.map(({ label }) => label)).toEqual(['Who opens the fair?']);
  });

  test('has the 25 largest topics where there are more than a menu holds', async () => {
    const topics = Array.from({ length: 40 }, (_, index) => `topic-${String(index).padStart(2, '0')}`);
    const entries = topics.flatMap((topic, index) => [
      entry(`once-${topic}`, `${topic}?`, { topics: [topic] }),
      ...(index >= 20 ? [entry(`twice-${topic}`, `${topic} again?`, { topics: [topic] })] : []),
    ]);
    const { ana } = await start({ entries });
    const seen = await ana.slash('topics');
    const offered = seen.selects[0]?.options.map(({ value }) => value);
    expect(offered).toEqual([...topics.slice(20), ...topics.slice(0, 5)]);
    expect((await ana.select(seen, 'topic-39')).text).toContain('• topic-39 again?');
  });

  test('has a menu of 25 questions where there are more, and as many lines as fit whole', async () => {
    const questions = Array.from({ length: 60 }, (_, index) => `${index} ${'why '.repeat(20)}?`);
    const entries = questions.map((question, index) => entry(`e${index}`, question, { topics: ['why'] }));
    const { ana, answerer } = await start({ entries });
    const seen = await ana.select(await ana.slash('topics'), 'why');
    expect(seen.selects[0]?.options).toHaveLength(25);
    const lines = (seen.embed.description ?? '').split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(20);
    expect(lines).toEqual(questions.slice(0, lines.length).map((question) => `• ${question}`));
    await ana.select(seen, seen.selects[0]?.options[24]?.value ?? '');
    expect(answerer.asked[0]?.question).toBe(questions[24]);
  });

  test('says so when the topic is gone meanwhile, and shows what there is', async () => {
    let known = FAIR;
    const { ana } = await start({}, { knowledge: () => known });
    const seen = await ana.slash('topics');
    known = { ...FAIR, entries: [entry('where', 'Where is the fair?', { topics: ['place'] })] };
    const gone = await ana.select(seen, 'people');
    expect(gone.text).toMatchInlineSnapshot(`
      "(only you can see this)
      # What can be asked
      There is no such topic any more. /topics shows those that there are.
      v Choose a topic …
      ( ) place"
    `);
  });

  test('of a knowledge without topics is no failure', async () => {
    const { ana, log } = await start({ entries: [entry('where', 'Where is the fair?')] });
    expect((await ana.slash('topics')).embed.title).toBe('What can be asked');
    expect(log.at('warn', 'error')).toEqual([]);
  });

  test('shows topics and questions with markup in them as text', async () => {
    const { ana } = await start({ entries: [entry('x', 'Is it *big*?', { topics: ['a*b*_c_'] })] });
    const seen = await ana.select(await ana.slash('topics'), 'a*b*_c_');
    expect(seen.embed.title).toBe('Questions about a\\*b\\*\\_c\\_');
    expect(seen.embed.description).toBe('• Is it \\*big\\*?');
  });
});

describe('/sources', () => {
  test('shows each article with its date, its link and what rests on it', async () => {
    const { ana } = await start();
    expect((await ana.slash('sources')).text).toMatchInlineSnapshot(`
      "(only you can see this)
      # The articles
      Every answer rests on these texts and nothing else.
      ## The Gazette, spring 2030
      “A fair is planned”
      2 facts proved by 2 quotes
      [Read the article](https://gazette.example/fair)
      ## Courier, spring 2030
      “A fair is planned”
      0 facts proved by 0 quotes
      [Read the article](https://courier.example/fair)"
    `);
  });

  test.each([
    ['many', 'A fair', 25],
    ['long', 'A long title '.repeat(22), 11],
  ])('shows whole as many of %s articles as fit, and how many there are besides', async (_, title, shown) => {
    const sources = Array.from({ length: 40 }, (__, index) => ({
      ...SOURCES.gazette,
      id: `source-${index}`,
      title: `${index} ${title}`,
      url: `https://gazette.example/${index}/${'and-so-on-'.repeat(10)}`,
    }));
    const { ana } = await start({ sources });
    const { fields = [], description } = (await ana.slash('sources')).embed;
    expect(fields.map(({ value }) => /^“(\d+) .*” *\n.*\n\[.*\)$/.exec(value)?.[1])).toEqual(
      Array.from({ length: shown }, (__, index) => String(index)),
    );
    expect(description).toMatch(new RegExp(`\n… and ${40 - shown} more$`));
  });
});

describe('/about', () => {
  const scores: Scores = { revision: REVISION, questions: 400, right: '97', declined: '95', wrong: '2' };

  test('says what the bot is, what it knows, how often it is right and what it keeps', async () => {
    const { ana } = await start({}, { scores });
    expect((await ana.slash('about')).text).toMatchInlineSnapshot(`
      "(only you can see this)
      # About this bot
      I answer questions about the village fair, from newspaper articles alone. People write my answers by hand, each with the quotes that prove it. No language model writes them, so nothing is invented; when the articles do not say, I say so.
      ## Knowledge
      3 answers on 2 facts from 2 articles, and 1 thing that they do not say
      Revision \`abcdef0\`
      ## How often it is right
      On 400 questions that were kept aside from its tuning: 97% of those that the articles answer were answered rightly, 95% of the others were declined, 2% of the answers given were wrong.
      ## Privacy
      I need no privileged intent: in servers I read only what mentions me. What you write is kept in memory alone, for questions that lean on the one before or come again, and is never written down. What I count is how often each answer is asked for and found helpful, not by whom."
    `);
  });

  test('says nothing of scores where nothing was measured', async () => {
    const { ana } = await start();
    expect((await ana.slash('about')).embed.fields?.map(({ name }) => name)).toEqual(['Knowledge', 'Privacy']);
  });

  test('says of which revision the scores are when it is not the one in force', async () => {
    const { ana } = await start({}, { scores: { ...scores, revision: '9876543210' } });
    expect((await ana.slash('about')).embed.fields?.[1]?.value).toMatch(
      /2% of the answers given were wrong\. Measured with revision `9876543`\.$/,
    );
  });
});
