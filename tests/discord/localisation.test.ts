/** The bot's own phrases in the language of the reader; answers and quotes as they are. */
import { describe, expect, test } from 'vitest';
import { en } from '../../src/discord/phrases/en.ts';
import { type Phrases, TRANSLATIONS } from '../../src/discord/phrases/phrases.ts';
import { botOn, startBot, startDiscord } from './bed.ts';
import { localised } from './local/locales.ts';
import type { User } from './local/user.ts';
import { isBody } from './local/values.ts';
import { ScriptedAnswerer, answer as scripted } from './scripted-answerer.ts';
import { FAIR, ScriptedCustody } from './scripted-knowledge.ts';

const LOCALES = ['fr', 'de', 'ru'] as const;

describe('a reader', () => {
  async function ask(locale: User['locale']) {
    const { discord } = await startBot();
    const ana = discord.user('ana', { locale });
    return { discord, ana, seen: await ana.slash('ask', { question: 'when?', private: true }) };
  }

  test.each(LOCALES)('in %s sees the frame in that language, the answer and the quotes as they are', async (locale) => {
    const { seen } = await ask(locale);
    expect(seen.embed.description).toBe('It is on 1 May.');
    expect(seen.embed.fields?.[0]?.value).toContain('“The fair opens on 1 May.”');
    const frame = [
      seen.embed.footer?.text.split(' · ')[0],
      seen.embed.fields?.at(-1)?.name,
      /\[(.*)\]/.exec(seen.embed.fields?.[0]?.value ?? '')?.[1],
      ...seen.buttons.map(({ label }) => label),
      seen.selects[0]?.placeholder,
    ];
    expect(frame).toEqual(
      {
        fr: [
          'Les deux articles le disent',
          'Vous pouvez aussi demander',
          'Lire sur place',
          'Partager dans le salon',
          'Utile',
          'Pas utile',
          'Demander ensuite…',
        ],
        de: [
          'Beide Artikel sagen es',
          'Du kannst auch fragen',
          'Dort lesen',
          'Im Kanal teilen',
          'Hilfreich',
          'Nicht hilfreich',
          'Weiter fragen …',
        ],
        ru: [
          'Об этом пишут обе статьи',
          'Можно также спросить',
          'Прочитать там',
          'Показать в канале',
          'Полезно',
          'Не полезно',
          'Спросить дальше…',
        ],
      }[locale],
    );
  });

  test.each(['ja', 'en-GB', 'es-419'] as const)('in %s sees English', async (locale) => {
    const { seen } = await ask(locale);
    expect(seen.buttons.map(({ label }) => label)).toEqual(['Share in channel', 'Helpful', 'Not helpful']);
  });

  test('sees buttons answered in the own language, under whatever answer they are', async () => {
    const { discord, seen, ana } = await ask('de');
    expect((await ana.press(seen, 'Hilfreich')).text).toContain('Danke, ich habe es vermerkt.');
    const open = await ana.slash('ask', { question: 'when?' });
    const next = await discord.user('ivan', { locale: 'ru' }).select(open, 'Where is the fair?');
    expect(next.buttons.map(({ label }) => label)).toEqual(['Показать в канале', 'Полезно', 'Не полезно']);
  });

  test.each([
    ['fr', 'Absent des articles'],
    ['de', 'Steht nicht in den Artikeln'],
    ['ru', 'В статьях этого нет'],
  ] as const)('in %s sees in it why there is no answer', async (locale, reason) => {
    const declined = scripted({
      verdict: 'declined',
      reason: 'not-in-articles',
      text: 'They do not say.',
      gap: 'cost',
    });
    const { discord } = await startBot({ answerer: () => new ScriptedAnswerer({ ask: () => declined }) });
    const seen = await discord.user('ana', { locale }).slash('ask', { question: 'how much?' });
    expect(seen.embed.author?.name).toBe(reason);
    expect(seen.embed.description).toBe('They do not say.');
  });
});

describe('a server', () => {
  test.each([
    ['fr', 'Utile', 'Interrogez-moi en anglais : the village fair.'],
    ['de', 'Hilfreich', 'Frag mich auf Englisch: the village fair.'],
    ['ru', 'Полезно', 'Спрашивайте меня по-английски: the village fair.'],
    ['ja', 'Helpful', 'Ask me about the village fair.'],
  ] as const)('in %s has its mentions answered in that frame', async (locale, label, help) => {
    const { discord } = await startBot({}, { locale });
    const ana = discord.user('ana', { locale: 'en-US' });
    const seen = await ana.mention(discord.general, 'when?');
    expect(seen.buttons[0]?.label).toBe(label);
    expect(seen.embed.description).toBe('It is on 1 May.');
    expect((await ana.mention(discord.general, '')).embed.description).toContain(help);
  });
});

describe('commands', () => {
  async function offered(locale: User['locale']) {
    const discord = await startDiscord();
    const { bot } = botOn(discord);
    await bot.start();
    const ana = discord.user('ana', { locale });
    for (const name of ['knowledge', 'diagnose']) discord.allowCommand(name, ana);
    return ana.commands().map(({ name, description, command }) => {
      const options = Array.isArray(command['options']) ? command['options'].filter(isBody) : [];
      return { name, description, options: options.map((option) => localised(option, 'name', locale)) };
    });
  }

  test.each([
    ['en-US', ['ask', 'Answer this', 'topics', 'sources', 'about', 'diagnose', 'knowledge']],
    ['ja', ['ask', 'Answer this', 'topics', 'sources', 'about', 'diagnose', 'knowledge']],
    ['fr', ['demander', 'Répondre à ceci', 'sujets', 'sources', 'infos', 'diagnostic', 'savoir']],
    ['de', ['fragen', 'Das beantworten', 'themen', 'quellen', 'info', 'diagnose', 'wissen']],
    ['ru', ['спросить', 'Ответить на это', 'темы', 'источники', 'о-боте', 'диагностика', 'знания']],
  ] as const)('have their names in %s', async (locale, names) => {
    expect((await offered(locale)).map(({ name }) => name)).toEqual(names);
  });

  test('have their descriptions, options and subcommands in the language of the reader', async () => {
    const commands = await offered('de');
    expect(commands[0]).toEqual({
      name: 'fragen',
      description: 'Eine Frage auf Englisch stellen: the village fair',
      options: ['frage', 'privat'],
    });
    expect(commands.at(-1)?.options).toEqual(['neuladen', 'stand', 'zurücksetzen']);
  });

  test('are described within the limit in every language, whatever the event is called', async () => {
    const { discord } = await startBot({ knowledge: () => ({ ...FAIR, event: 'the fair of '.repeat(50) }) });
    for (const locale of LOCALES)
      expect(localised(discord.commands.list()[0] ?? {}, 'description', locale)).toMatch(/^.{50,99}…$/);
  });

  test('work under their names in another language', async () => {
    const discord = await startDiscord();
    const eva = discord.user('eva', { locale: 'de' });
    const { bot } = botOn(discord, { admins: [eva.id], custody: new ScriptedCustody() });
    await bot.start();
    discord.allowCommand('knowledge', eva);
    // Discord sends the English name, whatever the reader has chosen.
    expect((await eva.slash('knowledge reload')).embed.description).toMatch(/^Nichts hat sich geändert/);
    expect((await eva.slash('topics')).embed.title).toBe('Was man fragen kann');
    expect((await eva.slash('sources')).embed.title).toBe('Die Artikel');
    expect((await eva.slash('about')).embed.title).toBe('Über diesen Bot');
  });
});

/** Numbers to say phrases with: each plural of each language, then numbers that are found again in what is said. */
const COUNTS = [0, 1, 2, 5, 11, 21];
const MARKS = [101, 102, 103, 104];

/** Phrases whose arguments are other than numbers and texts. */
const ARGUMENTS: Readonly<Record<string, (counts: readonly number[]) => readonly unknown[]>> = {
  'answer.from': (counts) => [counts],
  'knowledge.last': ([, ...counts]) => ['rollback', ...counts],
  'about.score': ([questions, right, declined, wrong]) => [{ questions, right, declined, wrong }],
  'knowledge.sizes': ([sources, facts, entries, phrasings]) => [
    { sources, facts, entries, phrasings, gaps: sources, golden: facts },
  ],
};

/** Every phrase by its path, said with these numbers. */
function said(phrases: object, counts: readonly number[], path = ''): Map<string, string> {
  return new Map(
    Object.entries(phrases).flatMap(([key, phrase]: [string, unknown]): [string, string][] => {
      const name = path === '' ? key : `${path}.${key}`;
      if (typeof phrase === 'string') return [[name, phrase]];
      if (typeof phrase === 'function') return [[name, String(phrase(...(ARGUMENTS[name]?.(counts) ?? counts)))]];
      return [...said(phrase as object, counts, name)];
    }),
  );
}

const sayings = [MARKS, ...COUNTS.map((count) => MARKS.map(() => count))];
const everySaying = (phrases: Phrases): [string, string][] => sayings.flatMap((counts) => [...said(phrases, counts)]);

describe.each([{ locale: 'en', phrases: en }, ...TRANSLATIONS])('the phrases in $locale', ({ locale, phrases }) => {
  test('are all there', () => {
    const empty = everySaying(phrases).filter(([, text]) => text.trim() === '' || /undefined|NaN|\[object/.test(text));
    expect(empty).toEqual([]);
    expect([...said(phrases, MARKS).keys()]).toEqual([...said(en, MARKS).keys()]);
  });

  test('fit where Discord shows them', () => {
    /** The most characters of what is shown in a place. */
    const LIMITS: readonly (readonly [RegExp, number])[] = [
      [/^commands\..*\.name$|^commands\.answerThis$/, 32],
      [/^commands\..*\.(?:description|describe)$/, 100],
      [/^components\.(?:askNext|choose)/, 150],
      [/^components\./, 80],
      [/^answer\.reasons\.|\.title$|^knowledge\.(?:reloaded|rolledBack|refused|status)$/, 200],
      [/^(?:about|diagnose|knowledge|answer)\./, 700],
      [/./, 1000],
    ];
    const tooLong = everySaying(phrases).filter(
      ([name, { length }]) => length > (LIMITS.find(([places]) => places.test(name))?.[1] ?? 0),
    );
    expect(tooLong).toEqual([]);
  });

  test('name commands as Discord takes them, none twice', () => {
    const { ask, knowledge, answerThis: _, ...others } = phrases.commands;
    const { reload, status, rollback } = knowledge;
    const scopes = [
      [ask, knowledge, ...Object.values(others)],
      [ask.question, ask.private],
      [reload, status, rollback],
    ].map((scope) => scope.map(({ name }) => name));
    for (const names of scopes) {
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => !/^[-_'\p{L}\p{N}]{1,32}$/u.test(name) || name !== name.toLowerCase())).toEqual([]);
    }
  });

  test('name commands as the reader is offered them', () => {
    const names = [phrases.commands.ask, phrases.commands.topics, phrases.commands.knowledge].map(({ name }) => name);
    const named = everySaying(phrases).flatMap(([, text]) => [...text.matchAll(/(?<![\p{L}\d])\/(\p{L}+)/gu)]);
    expect([...new Set(named.map(([, name]) => name))].sort()).toEqual(names.sort());
    const { name, reload } = phrases.commands.knowledge;
    expect(phrases.diagnose.knowledgeIll('', '')).toContain(`/${name} ${reload.name}`);
  });

  test('say every number and name that the English ones say', () => {
    const numbers = (text: string | undefined): string[] => (text?.match(/10[1-4]/g) ?? []).sort();
    const translated = said(phrases, MARKS);
    const missing = [...said(en, MARKS)].filter(
      ([name, text]) => numbers(text).join() !== numbers(translated.get(name)).join(),
    );
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  test.skipIf(locale === 'en')('are translated', () => {
    const ENGLISH = /\b(?:the|and|is|are|of|with|you|your|that|this|what|which|have)\b/i;
    const english = said(en, MARKS);
    const left = [...said(phrases, MARKS)].filter(
      ([name, text]) => ENGLISH.test(text) || (text === english.get(name) && /\p{L}/u.test(text)),
    );
    // Words that are the same in both languages.
    const same: Readonly<Record<string, readonly string[]>> = {
      fr: ['question', 'sources', 'Intents'],
      de: ['diagnose', 'Intents'],
    };
    expect(left.map(([, text]) => text).filter((text) => !same[locale]?.includes(text))).toEqual([]);
  });
});

test.each([
  ['fr', ['1 seconde', '2 secondes', '5 secondes'], '1 autre citation ne tient pas ici'],
  ['de', ['1 Sekunde', '2 Sekunden', '5 Sekunden'], '1 weiteres Zitat passt hier nicht hinein'],
  ['ru', ['1 секунду', '2 секунды', '5 секунд'], 'сюда не помещается ещё 1 цитата'],
] as const)('numbers in %s take the right form', (locale, seconds, leftOut) => {
  const { notices, answer } = TRANSLATIONS.find((one) => one.locale === locale)?.phrases ?? en;
  for (const [index, count] of [1, 2, 5].entries()) expect(notices.cooldown(count)).toContain(` ${seconds[index]}`);
  expect(answer.leftOut(1)).toBe(leftOut);
});
