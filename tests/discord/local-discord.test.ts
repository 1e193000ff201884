/** The local Discord is as strict as it says: each rule refuses what breaks it, in Discord's own words. */
import { once } from 'node:events';
import { GatewayOpcodes, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { BareClient, nextEvent, nextFrame, type Response } from './bare-client.ts';
import { LocalDiscord } from './local/local-discord.ts';

let discord: LocalDiscord;
let time: number;

beforeEach(async () => {
  time = Date.UTC(2030, 0, 1);
  discord = await LocalDiscord.start({ now: () => time, patience: 200 });
});

afterEach(() => discord.stop());

const call = (...request: Parameters<BareClient['call']>): Promise<Response> =>
  new BareClient(discord).call(...request);
const send = (body: unknown): Promise<Response> => call('POST', `/channels/${discord.general.id}/messages`, body);
const button = (changes: object = {}): object => ({ type: 2, style: 1, label: 'x', custom_id: 'x', ...changes });
const rows = (...components: object[]): object => ({ content: 'x', components: [{ type: 1, components }] });
const select = (changes: object = {}): object => ({
  type: 3,
  custom_id: 'x',
  options: [
    { label: 'a', value: 'a' },
    { label: 'b', value: 'b' },
  ],
  ...changes,
});
const embeds = (...list: object[]): object => ({ embeds: list });
const chars = (count: number): string => 'x'.repeat(count);

describe('messages', () => {
  test.each<[string, object, readonly string[]]>([
    ['a long content', { content: chars(2001) }, ['content BASE_TYPE_MAX_LENGTH']],
    ['a content that is no text', { content: 5 }, ['content STRING_TYPE_CONVERT']],
    ['eleven embeds', embeds(...Array(11).fill({ title: 'x' })), ['embeds BASE_TYPE_BAD_LENGTH']],
    ['a long title', embeds({ title: chars(257) }), ['embeds.0.title BASE_TYPE_MAX_LENGTH']],
    ['a long description', embeds({ description: chars(4097) }), ['embeds.0.description BASE_TYPE_MAX_LENGTH']],
    [
      'many fields',
      embeds({ fields: Array(26).fill({ name: 'x', value: 'x' }) }),
      ['embeds.0.fields BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a field without value',
      embeds({ fields: [{ name: 'x', value: ' ' }] }),
      ['embeds.0.fields.0.value BASE_TYPE_REQUIRED'],
    ],
    [
      'a long field',
      embeds({ fields: [{ name: chars(257), value: chars(1025) }] }),
      ['embeds.0.fields.0.name BASE_TYPE_MAX_LENGTH', 'embeds.0.fields.0.value BASE_TYPE_MAX_LENGTH'],
    ],
    ['a long footer', embeds({ footer: { text: chars(2049) } }), ['embeds.0.footer.text BASE_TYPE_MAX_LENGTH']],
    ['a long author', embeds({ author: { name: chars(257) } }), ['embeds.0.author.name BASE_TYPE_MAX_LENGTH']],
    [
      '6,001 characters in all',
      embeds({ description: chars(4000) }, { description: chars(2001) }),
      ['embeds MAX_EMBED_SIZE_EXCEEDED'],
    ],
    ['an address that is none', embeds({ title: 'x', url: 'x' }), ['embeds.0.url URL_TYPE_INVALID_URL']],
    ['an address of another kind', embeds({ title: 'x', url: 'ftp://x' }), ['embeds.0.url URL_TYPE_INVALID_SCHEME']],
    ['a colour out of range', embeds({ title: 'x', color: 0x1000000 }), ['embeds.0.color NUMBER_TYPE_MAX']],
    [
      'six buttons in a row',
      rows(...Array.from({ length: 6 }, (_, id) => button({ custom_id: `${id}` }))),
      ['components.0.components BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'six rows',
      {
        content: 'x',
        components: Array.from({ length: 6 }, (_, id) => ({ type: 1, components: [button({ custom_id: `${id}` })] })),
      },
      ['components BASE_TYPE_BAD_LENGTH'],
    ],
    ['an empty row', rows(), ['components.0.components BASE_TYPE_BAD_LENGTH']],
    ['a long label', rows(button({ label: chars(81) })), ['components.0.components.0.label BASE_TYPE_MAX_LENGTH']],
    [
      'a long custom id',
      rows(button({ custom_id: chars(101) })),
      ['components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'the same custom id twice',
      rows(button(), button()),
      ['components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'a button without custom id',
      rows(button({ custom_id: undefined })),
      ['components.0.components.0 BUTTON_COMPONENT_CUSTOM_ID_REQUIRED'],
    ],
    [
      'a link with custom id',
      rows(button({ style: 5, url: 'https://x.example' })),
      ['components.0.components.0 BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE'],
    ],
    ['a style that does not exist', rows(button({ style: 9 })), ['components.0.components.0.style BASE_TYPE_CHOICES']],
    [
      'a button outside of a row',
      { content: 'x', components: [button()] },
      ['components.0.type BASE_TYPE_CHOICES', 'components.0.components BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a menu beside a button',
      rows(select(), button({ custom_id: 'y' })),
      ['components.0.components.0 COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    ],
    [
      'a menu of nothing',
      rows(select({ options: [] })),
      [
        'components.0.components.0.options BASE_TYPE_BAD_LENGTH',
        'components.0.components.0.options BASE_TYPE_BAD_LENGTH',
      ],
    ],
    [
      'the same value twice',
      rows(select({ options: Array(2).fill({ label: 'a', value: 'a' }) })),
      ['components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED'],
    ],
    [
      'more choices than options',
      rows(select({ max_values: 3 })),
      ['components.0.components.0.options BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'long texts in a menu',
      rows(select({ placeholder: chars(151), options: [{ label: chars(101), value: 'a', description: chars(101) }] })),
      [
        'components.0.components.0.placeholder BASE_TYPE_MAX_LENGTH',
        'components.0.components.0.options.0.label BASE_TYPE_BAD_LENGTH',
        'components.0.components.0.options.0.description BASE_TYPE_MAX_LENGTH',
      ],
    ],
    [
      'unknown mentions',
      { content: 'x', allowed_mentions: { parse: ['all'] } },
      ['allowed_mentions.parse.0 BASE_TYPE_CHOICES'],
    ],
    [
      'mentions allowed twice',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      ['allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
    ],
    ['"only for you" outside of an interaction', { content: 'x', flags: 64 }, ['flags MESSAGE_FLAGS_INVALID']],
    [
      'a reply to nothing',
      { content: 'x', message_reference: { message_id: '1' } },
      ['message_reference REPLIES_UNKNOWN_MESSAGE'],
    ],
  ])('with %s are refused', async (_, body, faults) => {
    const response = await send(body);
    expect(response).toMatchObject({ status: 400, code: 50035, faults });
    expect(discord.takeRefused()).toMatchObject([{ code: 50035 }]);
    expect(discord.said()).toEqual([]);
  });

  test('at the limits are taken', async () => {
    const fields = Array(25).fill({ name: 'x', value: 'y' });
    const body = {
      content: chars(2000),
      embeds: [{ title: chars(256), description: chars(4096), fields, footer: { text: chars(1598) } }],
    };
    expect((await send(body)).status).toBe(200);
    expect(
      (
        await send({
          ...rows(
            ...Array.from({ length: 5 }, (_, id) => button({ label: chars(80), custom_id: `${id}${chars(99)}` })),
          ),
        })
      ).status,
    ).toBe(200);
    expect(discord.refused).toEqual([]);
  });

  test.each([[{}], [{ content: '  ' }], [{ embeds: [{}] }], [{ embeds: [] }]])('%j is empty', async (body) => {
    expect(await send(body)).toMatchObject({ status: 400, code: 50006 });
  });

  test('count whom they notify as Discord does', async () => {
    const ana = discord.user('ana').say(discord.general, 'x');
    const mentioned = `@everyone <@${ana.author.id}>`;
    const message_reference = { message_id: ana.id };
    await send({ content: mentioned });
    await send({ content: mentioned, allowed_mentions: { parse: [] }, message_reference });
    await send({ content: 'x', message_reference });
    await send({ content: mentioned, allowed_mentions: { parse: ['everyone'], users: [ana.author.id] } });
    expect(discord.said().map(({ pings }) => pings)).toEqual([
      [ana.author.id, 'everyone'],
      [],
      [ana.author.id],
      [ana.author.id, 'everyone'],
    ]);
  });
});

describe('permissions', () => {
  const { ViewChannel, SendMessages, EmbedLinks, ReadMessageHistory } = PermissionFlagsBits;

  test.each<[string, bigint, object, number]>([
    ['View Channel', ViewChannel, { content: 'x' }, 50001],
    ['Send Messages', SendMessages, { content: 'x' }, 50013],
    ['Embed Links', EmbedLinks, { embeds: [{ title: 'x' }] }, 50013],
    ['Read Message History', ReadMessageHistory, { content: 'x', message_reference: { message_id: '1' } }, 160002],
  ])('without %s', async (_, denied, body, code) => {
    discord.denyBot(discord.general, denied);
    expect((await send(body)).code).toBe(code);
  });

  test('the messages of others can not be changed', async () => {
    const message = discord.user('ana').say(discord.general, 'x');
    expect((await call('PATCH', `/channels/${discord.general.id}/messages/${message.id}`, { content: 'y' })).code).toBe(
      50005,
    );
  });
});

describe('requests', () => {
  test.each<[string, () => Promise<Response>, number, number]>([
    ['without the token', () => call('GET', '/gateway/bot', undefined, { Authorization: 'Bot other' }), 401, 0],
    ['to an unknown address', () => call('GET', '/nowhere'), 404, 0],
    ['with broken JSON', () => send('{'), 400, 50109],
    [
      'with another type',
      () => call('POST', `/channels/${discord.general.id}/messages`, 'x', { 'Content-Type': 'text/plain' }),
      400,
      50035,
    ],
    ['to an unknown channel', () => call('POST', '/channels/1/messages', { content: 'x' }), 404, 10003],
    ['for an unknown message', () => call('GET', `/channels/${discord.general.id}/messages/1`), 404, 10008],
    ['for another application', () => call('GET', '/applications/1/commands'), 404, 10002],
    [
      'for a server without the bot',
      () => call('GET', `/applications/${discord.world.bot.id}/guilds/1/commands`),
      403,
      50001,
    ],
    ['without a proper user agent', () => call('GET', '/users/@me', undefined, { 'User-Agent': 'x' }), 403, 40333],
    ['to answer an unknown interaction', () => call('POST', '/interactions/1/x/callback', { type: 4 }), 404, 10062],
    [
      'to add to an unknown interaction',
      () => call('POST', `/webhooks/${discord.world.bot.id}/x`, { content: 'x' }),
      404,
      10015,
    ],
  ])('%s', async (_, request, status, code) => {
    expect(await request()).toMatchObject({ status, code });
    expect(discord.refused).toHaveLength(1);
  });

  test('with a field that Discord does not document are taken, and the field is told', async () => {
    expect((await send({ content: 'x', colour: 1, embeds: [{ title: 'x', colour: 1 }] })).status).toBe(200);
    const path = 'POST /channels/:channel/messages';
    expect(discord.takeUnknown()).toEqual([`${path} colour`, `${path} embeds.0.colour`]);
    expect(discord.unknownFields).toEqual([]);
  });

  test('of another version', async () => {
    expect((await fetch(`${discord.apiUrl}/v6/gateway/bot`)).status).toBe(400);
  });
});

const command = (changes: object = {}): object => ({
  name: 'ask',
  description: 'x',
  options: [{ type: 3, name: 'question', description: 'x', required: true, autocomplete: true }],
  ...changes,
});
const register = (body: unknown): Promise<Response> =>
  call('PUT', `/applications/${discord.world.bot.id}/commands`, body);

describe('commands', () => {
  const option = (changes: object = {}): object => ({ type: 3, name: 'x', description: 'x', ...changes });

  test.each<[string, unknown, readonly string[]]>([
    ['a name with capitals', [command({ name: 'Ask' })], ['0.name APPLICATION_COMMAND_INVALID_NAME']],
    ['a name with a space', [command({ name: 'a b' })], ['0.name APPLICATION_COMMAND_INVALID_NAME']],
    ['no description', [command({ description: '' })], ['0.description BASE_TYPE_REQUIRED']],
    ['a long description', [command({ description: chars(101) })], ['0.description BASE_TYPE_BAD_LENGTH']],
    ['the same name twice', [command(), command()], ['1 APPLICATION_COMMANDS_DUPLICATE_NAME']],
    [
      'required after optional',
      [command({ options: [option(), option({ name: 'y', required: true })] })],
      ['0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
    ],
    [
      'the same option twice',
      [command({ options: [option(), option()] })],
      ['0.options.1 APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS'],
    ],
    [
      'choices that complete themselves',
      [command({ options: [option({ autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] })],
      ['0.options.0.autocomplete APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID'],
    ],
    [
      'subcommands beside options',
      [command({ options: [option(), option({ type: 1, name: 'y' })] })],
      ['0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
    ],
    [
      'a language that does not exist',
      [command({ name_localizations: { xx: 'frage' } })],
      ['0.name_localizations.xx BASE_TYPE_CHOICES'],
    ],
    [
      'a localised name that is none',
      [command({ name_localizations: { de: 'Frage' }, description_localizations: { de: chars(101) } })],
      [
        '0.name_localizations.de APPLICATION_COMMAND_INVALID_NAME',
        '0.description_localizations.de BASE_TYPE_BAD_LENGTH',
      ],
    ],
    [
      'the same name twice in a language',
      [command({ name_localizations: { de: 'frage' } }), command({ name: 'frage' })],
      ['1 APPLICATION_COMMANDS_DUPLICATE_NAME'],
    ],
    [
      'more than 8,000 characters',
      [
        command({
          options: Array.from({ length: 25 }, (_, at) => ({
            type: 3,
            name: `x${at}`,
            description: 'x',
            choices: Array.from({ length: 2 }, (_, nth) => ({
              name: `${nth}${chars(80)}`,
              value: `${nth}${chars(80)}`,
            })),
          })),
        }),
      ],
      ['0 APPLICATION_COMMAND_TOO_LARGE'],
    ],
    [
      'a description of a menu',
      [{ type: 3, name: 'Answer this', description: 'x' }],
      ['0.description CONTEXT_MENU_COMMAND_FIELD_NOT_ALLOWED'],
    ],
    ['an unknown place', [command({ contexts: [3] })], ['0.contexts.0 NUMBER_TYPE_MAX']],
    [
      'permissions that are no bits',
      [command({ default_member_permissions: 'admins' })],
      ['0.default_member_permissions BITFIELD_TYPE_CONVERT'],
    ],
  ])('with %s are refused', async (_, body, faults) => {
    expect(await register(body)).toMatchObject({ status: 400, code: 50035, faults });
  });

  test('keep their ids, and are given back with what Discord adds', async () => {
    const [first] = (await register([command()])).body as { id: string }[];
    const [second] = (await register([command({ description: 'y' })])).body as object[];
    expect(second).toMatchObject({
      id: first?.id,
      application_id: discord.world.bot.id,
      type: 1,
      nsfw: false,
      default_member_permissions: null,
    });
  });
});

describe('interactions', () => {
  /** Starts one and gives its address to answer at. */
  async function begin(type: 'slash' | 'autocomplete' = 'slash') {
    await register([command()]);
    const socket = await identified();
    const arrived = nextEvent(socket, 'INTERACTION_CREATE');
    const ana = discord.user('ana');
    const outcome = type === 'slash' ? ana.slash('ask', { question: 'x' }) : ana.autocomplete('ask', 'question', 'x');
    outcome.catch(() => undefined);
    const { id, token } = (await arrived) as { id: string; token: string };
    return {
      outcome,
      answer: (body: unknown) => call('POST', `/interactions/${id}/${token}/callback`, body, { Authorization: '' }),
      hook: (method: string, path: string, body: unknown) =>
        call(method, `/webhooks/${discord.world.bot.id}/${token}${path}`, body, { Authorization: '' }),
    };
  }

  test('are answered once', async () => {
    const { answer, outcome } = await begin();
    expect((await answer({ type: 4, data: { content: 'x', flags: 64 } })).status).toBe(204);
    expect((await answer({ type: 4, data: { content: 'y' } })).code).toBe(40060);
    expect(await outcome).toMatchObject({ content: 'x', onlyForMe: true });
  });

  test('are answered within three seconds', async () => {
    const { answer } = await begin();
    time += 3001;
    expect((await answer({ type: 4, data: { content: 'x' } })).code).toBe(10062);
  });

  test('can be deferred, then changed and added to for a quarter of an hour', async () => {
    const { answer, hook, outcome } = await begin();
    expect((await hook('PATCH', '/messages/@original', { content: 'x' })).code).toBe(10015);
    await answer({ type: 5, data: { flags: 64 } });
    time += 15 * 60_000;
    expect((await hook('PATCH', '/messages/@original', { content: 'x' })).status).toBe(200);
    expect((await hook('POST', '', { content: 'more' })).status).toBe(200);
    expect(await outcome).toMatchObject({ content: 'x', onlyForMe: true });
    time += 1;
    expect((await hook('PATCH', '/messages/@original', { content: 'y' })).code).toBe(10015);
  });

  const modal = (...components: object[]): object => ({
    type: 9,
    data: {
      custom_id: 'x',
      title: 'x',
      components: components.map((component) => ({ type: 18, label: 'x', component })),
    },
  });
  const input = (changes: object = {}): object => ({ type: 4, custom_id: 'x', style: 1, ...changes });

  test('can open a modal, which a person fills in', async () => {
    const { answer, outcome } = await begin();
    outcome.catch(() => undefined);
    expect((await answer(modal(input({ min_length: 2 })))).status).toBe(204);
    await expect(outcome).rejects.toThrow('A modal was opened');
  });

  test.each<['slash' | 'autocomplete', object, readonly string[]]>([
    ['slash', modal(), ['data.components BASE_TYPE_BAD_LENGTH']],
    ['slash', modal(input(), input()), ['data.components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED']],
    ['slash', modal(input({ style: 3 })), ['data.components.0.component.style BASE_TYPE_CHOICES']],
    [
      'slash',
      modal(input({ min_length: 2, max_length: 1 })),
      ['data.components.0.component.min_length NUMBER_TYPE_MAX'],
    ],
    ['slash', modal(input({ disabled: true })), ['data.components.0.component.disabled MODAL_COMPONENT_DISABLED']],
    ['slash', modal(button()), ['data.components.0.component.type BASE_TYPE_CHOICES']],
    ['slash', { type: 8, data: { choices: [] } }, ['type BASE_TYPE_CHOICES']],
    ['slash', { type: 7, data: { content: 'x' } }, ['type BASE_TYPE_CHOICES']],
    ['slash', { type: 4, data: { content: chars(2001) } }, ['data.content BASE_TYPE_MAX_LENGTH']],
    ['autocomplete', { type: 4, data: { content: 'x' } }, ['type BASE_TYPE_CHOICES']],
    ['autocomplete', { type: 8, data: {} }, ['data.choices BASE_TYPE_REQUIRED', 'data.choices BASE_TYPE_REQUIRED']],
    [
      'autocomplete',
      { type: 8, data: { choices: Array(26).fill({ name: 'x', value: 'x' }) } },
      ['data.choices BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'autocomplete',
      { type: 8, data: { choices: [{ name: chars(101), value: chars(101) }] } },
      ['data.choices.0.name BASE_TYPE_BAD_LENGTH', 'data.choices.0.value BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'autocomplete',
      { type: 8, data: { choices: [{ name: '', value: 'x' }] } },
      ['data.choices.0.name BASE_TYPE_REQUIRED'],
    ],
  ])('of the kind %s refuse %j', async (type, body, faults) => {
    const { answer } = await begin(type);
    expect(await answer(body)).toMatchObject({ status: 400, code: 50035, faults: [...new Set(faults)] });
  });
});

describe('the gateway', () => {
  test.each<[string, object | string, number]>([
    ['a wrong token', { op: 2, d: { token: 'x', intents: 1, properties: {} } }, 4004],
    ['intents that do not exist', { op: 2, d: { token: 'TOKEN', intents: 1 << 30, properties: {} } }, 4013],
    ['a privileged intent', { op: 2, d: { token: 'TOKEN', intents: 1 << 15, properties: {} } }, 4014],
    ['an unknown opcode', { op: 99 }, 4001],
    ['no JSON', '{', 4002],
    ['a frame that is too large', { op: 1, d: chars(4096) }, 4002],
    ['a presence before it is let in', { op: 3, d: {} }, 4003],
  ])('closes the connection for %s', async (_, frame, code) => {
    const socket = await connected();
    const closed = once(socket, 'close');
    socket.send((typeof frame === 'string' ? frame : JSON.stringify(frame)).replace('TOKEN', discord.token));
    expect((await closed)[0]).toBe(code);
    expect(discord.takeRefused()).toMatchObject([{ request: 'GATEWAY', code }]);
  });

  test('tells an unknown session that it is void', async () => {
    const socket = await connected();
    const frame = nextFrame(socket, GatewayOpcodes.InvalidSession);
    socket.send(JSON.stringify({ op: 6, d: { token: discord.token, session_id: 'x', seq: 1 } }));
    expect((await frame).d).toBe(false);
  });

  test('tells a session that it has ended it, and takes it no more', async () => {
    const socket = await identified();
    const frame = nextFrame(socket, GatewayOpcodes.InvalidSession);
    discord.gateway.invalidate(false);
    expect((await frame).d).toBe(false);
    expect(discord.gateway.intents).toEqual([]);
  });

  test('gives content to those alone who may read it', async () => {
    const socket = await identified();
    const ana = discord.user('ana');
    const contents: unknown[] = [];
    for (const content of ['hidden', `${discord.botMention} shown`]) {
      const event = nextEvent(socket, 'MESSAGE_CREATE');
      ana.say(discord.general, content);
      contents.push((await event)['content']);
    }
    const event = nextEvent(socket, 'MESSAGE_CREATE');
    ana.say(discord.world.directChannel(ana.account), 'shown');
    expect([...contents, (await event)['content']]).toEqual(['', `${discord.botMention} shown`, 'shown']);
  });

  test('gives events to those alone who asked for them and may see the channel', async () => {
    const socket = await identified(1 << 9);
    const ana = discord.user('ana');
    const hidden = discord.world.addChannel(discord.guild, 'hidden');
    discord.denyBot(hidden, PermissionFlagsBits.ViewChannel);
    const event = nextEvent(socket, 'MESSAGE_CREATE');
    ana.say(discord.world.directChannel(ana.account), 'not asked for');
    ana.say(hidden, 'not seen');
    ana.say(discord.general, `${discord.botMention} seen`);
    expect((await event)['content']).toBe(`${discord.botMention} seen`);
  });
});

const connected = (): Promise<WebSocket> => new BareClient(discord).connect();
const identified = (intents?: number): Promise<WebSocket> => new BareClient(discord).identify({ intents });
