/** What is offered where a question was not understood, and answers that one alone sees until they are shared. */
import { describe, expect, test } from 'vitest';
import { MemoryJournal } from '../../src/journal/memory-journal.ts';
import { startBot } from './bed.ts';
import { answer, ScriptedAnswerer } from './scripted-answerer.ts';

const UNCLEAR = answer({
  verdict: 'declined',
  reason: 'unclear',
  question: 'hm',
  text: 'I do not understand that.',
  entries: [],
  citations: [],
  suggestions: ['Where is the fair?', 'Who opens the fair?', 'What does it cost?', 'When is the fair?'],
});

async function start(unclear = UNCLEAR) {
  const answerer = new ScriptedAnswerer({ ask: (question) => (question === 'hm' ? unclear : answer({ question })) });
  const bed = await startBot({ answerer: () => answerer });
  return { ...bed, answerer, ana: bed.discord.user('ana'), ben: bed.discord.user('ben') };
}

const labels = ({ buttons }: { buttons: readonly { label: string }[] }): string[] => buttons.map(({ label }) => label);

describe('a question that was not understood', () => {
  test('is refused to the one who asked alone, with three questions as buttons', async () => {
    const { ana } = await start();
    expect((await ana.slash('ask', { question: 'hm' })).text).toMatchInlineSnapshot(`
      "(only you can see this)
      (Not understood)
      # hm
      I do not understand that.
      -- abcdef0
      [ Where is the fair? ]
      [ Who opens the fair? ]
      [ What does it cost? ]"
    `);
  });

  test('offers as many questions as there are', async () => {
    const { ana } = await start({ ...UNCLEAR, suggestions: ['Where is the fair?'] });
    expect(labels(await ana.slash('ask', { question: 'hm' }))).toEqual(['Where is the fair?']);
  });

  test('offers what is asked most where nothing is near', async () => {
    const offered: unknown[] = [];
    const journal = new MemoryJournal(Date.now);
    for (const entry of ['who', 'who', 'where']) journal.asked(answer({ entries: [entry] }));
    const answerer = new ScriptedAnswerer({ ask: () => ({ ...UNCLEAR, suggestions: [] }) });
    const { discord } = await startBot({
      journal,
      answerer: () => ({
        revision: answerer.revision,
        ask: (question, conversation) => answerer.ask(question, conversation),
        complete: (typed, limit, preferred) => {
          offered.push([typed, limit, preferred]);
          return answerer.complete(typed, limit);
        },
      }),
    });
    const seen = await discord.user('ana').slash('ask', { question: 'hm' });
    expect(labels(seen)).toEqual(['When is the fair?', 'Where is the fair?', 'Who opens the fair?']);
    expect(offered.at(-1)).toEqual(['', 3, ['who', 'where']]);
  });

  test('is answered by a button, in the conversation, to the one who pressed it alone', async () => {
    const { ana, answerer, discord } = await start();
    const seen = await ana.slash('ask', { question: 'hm' });
    const pressed = await ana.press(seen, 'Who opens the fair?');
    expect(answerer.asked.at(-1)).toEqual({ question: 'Who opens the fair?', before: ['hm'] });
    expect(pressed.onlyForMe).toBe(true);
    expect(pressed.embed.title).toBe('Who opens the fair?');
    expect(discord.said().filter(({ onlyFor }) => onlyFor === undefined)).toEqual([]);
  });

  test('by a mention has buttons for everybody, each of whom is answered alone', async () => {
    const { ana, ben, discord } = await start();
    const seen = await ana.mention(discord.general, 'hm');
    expect(seen.onlyForMe).toBe(false);
    const pressed = [await ana.press(seen, 0), await ben.press(seen, 2)];
    expect(pressed.map(({ embed }) => embed.title)).toEqual(['Where is the fair?', 'What does it cost?']);
    expect(pressed.map(({ message }) => message.onlyFor)).toEqual([ana.id, ben.id]);
  });

  test('can not be shared, its answer can', async () => {
    const { ana, discord } = await start();
    const seen = await ana.slash('ask', { question: 'hm' });
    expect(labels(seen)).not.toContain('Share in channel');
    const left = await ana.press(await ana.press(seen, 0), 'Share in channel');
    const [shared] = await discord.followUps(left, 1);
    expect(shared?.onlyForMe).toBe(false);
    expect(shared?.embed.title).toBe('Where is the fair?');
  });
});

describe('an answer that is wanted in private', () => {
  test('is seen by the one who asked alone', async () => {
    const { ana, discord } = await start();
    const seen = await ana.slash('ask', { question: 'when?', private: true });
    expect(seen.message.onlyFor).toBe(ana.id);
    expect(discord.said()).toEqual([seen.message]);
  });

  test('is public unless wanted so, and has no button to share', async () => {
    const { ana } = await start();
    for (const typed of [{ question: 'when?' }, { question: 'when?', private: false }]) {
      const seen = await ana.slash('ask', typed);
      expect(seen.onlyForMe).toBe(false);
      expect(labels(seen)).toEqual(['Helpful', 'Not helpful']);
    }
  });

  test('shows in no public follow-up; one in private goes on from what was said openly', async () => {
    const { ana, discord, answerer } = await start();
    await ana.slash('ask', { question: 'open' });
    await ana.slash('ask', { question: 'secret', private: true });
    await ana.slash('ask', { question: 'more', private: true });
    await ana.mention(discord.general, 'and where?');
    expect(answerer.asked.map(({ before }) => before)).toEqual([[], ['open'], ['open', 'secret'], ['open']]);
  });

  test('in direct messages with the bot has nobody to be shared with', async () => {
    const { ana, discord } = await start();
    const channel = discord.world.directChannel(ana.account);
    const seen = await ana.slash('ask', { question: 'when?', private: true }, channel);
    expect(seen.onlyForMe).toBe(false);
    expect(labels(seen)).toEqual(['Helpful', 'Not helpful']);
  });

  test('works under what was shared, for everybody', async () => {
    const { ana, ben, discord, answerer } = await start();
    const seen = await ana.slash('ask', { question: 'when?', private: true });
    const [shared] = await discord.followUps(await ana.press(seen, 'Share in channel'), 1);
    if (!shared) throw new Error('Expected a shared answer.');
    expect(labels(shared)).toEqual(['Helpful', 'Not helpful']);
    expect((await ben.press(shared, 'Helpful')).text).toContain('Thank you');
    await ben.select(shared, 'Where is the fair?');
    expect(answerer.asked.at(-1)).toEqual({ question: 'Where is the fair?', before: [] });
  });
});
