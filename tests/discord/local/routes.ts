/** The addresses of the REST API that the local Discord knows. */
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Application } from './application.ts';
import type { Commands } from './commands.ts';
import { SHAPES } from './fields.ts';
import type { Interactions } from './interactions.ts';
import { checkMessage, RULES } from './message-rules.ts';
import { listOf, type Messages } from './messages.ts';
import { Faults, refusal } from './refusal.ts';
import { bodyOf, param, type Request, type Route } from './rest.ts';
import { apiChannel, apiMessage } from './shapes.ts';
import { type Body, isBody } from './values.ts';
import type { Channel, Message, World } from './world.ts';

export interface Parts {
  readonly world: World;
  readonly commands: Commands;
  readonly messages: Messages;
  readonly interactions: Interactions;
  readonly application: Application;
  /** Privileged intents that are switched on for the app; requests are held to them too. */
  readonly granted: number;
  readonly gatewayInfo: () => object;
}

const { EmbedLinks, ManageMessages, ManageThreads, ReadMessageHistory, ViewChannel } = PermissionFlagsBits;
/** Messages that one request lists. */
const PAGE = { usual: 50, most: 100 } as const;

/** All routes. */
export function routesOf(parts: Parts): Route[] {
  const handlers = new Handlers(parts);
  return [
    { method: 'GET', path: '/gateway/bot', handle: () => parts.gatewayInfo() },
    { method: 'GET', path: '/users/@me', handle: () => parts.world.bot },
    { method: 'GET', path: '/applications/@me', handle: () => parts.application.tell() },
    { method: 'GET', path: '/oauth2/applications/@me', handle: () => parts.application.tell() },
    {
      method: 'POST',
      path: '/users/@me/channels',
      shape: SHAPES.direct,
      handle: (request) => handlers.openDirect(bodyOf(request)),
    },
    { method: 'GET', path: '/channels/:channel', handle: (request) => apiChannel(handlers.channelOf(request)) },
    ...messageRoutes(handlers),
    ...commandRoutes(parts, handlers),
    ...interactionRoutes(parts, handlers),
  ];
}

function messageRoutes(handlers: Handlers): Route[] {
  const path = '/channels/:channel/messages';
  const one = `${path}/:message`;
  return [
    { method: 'POST', path, shape: SHAPES.create, handle: (request) => handlers.create(request) },
    { method: 'GET', path, handle: (request) => handlers.list(request) },
    { method: 'GET', path: one, handle: (request) => handlers.get(request) },
    { method: 'PATCH', path: one, shape: SHAPES.edit, handle: (request) => handlers.edit(request) },
    { method: 'DELETE', path: one, handle: (request) => handlers.remove(request) },
  ];
}

function commandRoutes({ commands }: Parts, handlers: Handlers): Route[] {
  return ['/applications/:app/commands', '/applications/:app/guilds/:guild/commands'].flatMap((path): Route[] => {
    const one = `${path}/:command`;
    const scope = (request: Request): string | undefined => handlers.scopeOf(request);
    const id = (request: Request): string => param(request, 'command');
    return [
      {
        method: 'GET',
        path,
        handle: (request) =>
          commands.tell(scope(request), request.query.get('with_localizations') === 'true', request.locale),
      },
      {
        method: 'PUT',
        path,
        shape: SHAPES.commands,
        handle: (request) => commands.replace(request.body, scope(request)),
      },
      {
        method: 'POST',
        path,
        shape: SHAPES.command,
        handle: (request) => commands.add(bodyOf(request), scope(request)),
      },
      { method: 'GET', path: one, handle: (request) => commands.get(id(request), scope(request)) },
      { method: 'DELETE', path: one, handle: (request) => commands.remove(id(request), scope(request)) },
    ];
  });
}

function interactionRoutes({ interactions }: Parts, handlers: Handlers): Route[] {
  const path = '/webhooks/:app/:token';
  const one = `${path}/messages/:message`;
  const token = (request: Request): string => param(request, 'token');
  const id = (request: Request): string => param(request, 'message');
  return [
    {
      method: 'POST',
      path: '/interactions/:id/:token/callback',
      open: true,
      shape: SHAPES.callback,
      handle: (request) => handlers.answerInteraction(request),
    },
    {
      method: 'POST',
      path,
      open: true,
      shape: SHAPES.webhook,
      handle: (request) => handlers.tell(interactions.followUp(token(request), bodyOf(request))),
    },
    {
      method: 'GET',
      path: one,
      open: true,
      handle: (request) => handlers.tell(interactions.read(token(request), id(request))),
    },
    {
      method: 'PATCH',
      path: one,
      open: true,
      shape: SHAPES.edit,
      handle: (request) => handlers.tell(interactions.edit(token(request), id(request), bodyOf(request))),
    },
    {
      method: 'DELETE',
      path: one,
      open: true,
      handle: (request) => interactions.remove(token(request), id(request)),
    },
  ];
}

/** What the routes do that needs more than one line. */
class Handlers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A message of the bot's own making. */
  tell(message: Message): object {
    return apiMessage(message, this.#parts.world.users);
  }

  openDirect(body: Body): object {
    const { world } = this.#parts;
    const user = world.users.get(String(body['recipient_id']));
    if (!user) throw refusal(10013);
    if (user.bot) throw refusal(50007);
    return apiChannel(world.directChannel(user));
  }

  channelOf(request: Request): Channel {
    const channel = this.#parts.world.channels.get(param(request, 'channel'));
    if (!channel) throw refusal(10003);
    if (!this.#has(channel, ViewChannel)) throw refusal(50001);
    return channel;
  }

  scopeOf(request: Request): string | undefined {
    const { world } = this.#parts;
    if (param(request, 'app') !== world.bot.id) throw refusal(10002);
    const guild = request.params['guild'];
    if (guild !== undefined && !world.guilds.get(guild)?.members.has(world.bot.id)) throw refusal(50001);
    return guild;
  }

  create(request: Request): object {
    const { world, messages } = this.#parts;
    const channel = this.channelOf(request);
    const body = bodyOf(request);
    if (channel.type === ChannelType.GuildForum) throw refusal(40058);
    if (!world.canSend(channel, world.bot.id)) throw refusal(50013);
    this.#mustBeOpen(channel);
    checkMessage(body, RULES.create);
    if (listOf(body['embeds']).length > 0 && !this.#has(channel, EmbedLinks)) throw refusal(50013);
    const before = body['enforce_nonce'] === true ? messages.byNonce(channel, body['nonce']) : undefined;
    if (before) return this.tell(before);
    const replyTo = this.#referenceOf(channel, body['message_reference']);
    return this.tell(messages.post({ author: world.bot, channel, body, replyTo }));
  }

  /** The newest first; none for those who may not read what was said before. */
  list(request: Request): object[] {
    const channel = this.channelOf(request);
    const { limit, ...page } = pageOf(request.query);
    if (!this.#has(channel, ReadMessageHistory)) return [];
    const visible = [...channel.messages.values()].filter(({ onlyFor }) => onlyFor === undefined);
    return within(visible, page, limit)
      .reverse()
      .map((message) => this.#tellAsRead(message));
  }

  get(request: Request): object {
    const message = this.#messageOf(request);
    if (!this.#has(message.channel, ReadMessageHistory)) throw refusal(50013);
    return this.#tellAsRead(message);
  }

  edit(request: Request): object {
    const message = this.#messageOf(request);
    if (message.author.id !== this.#parts.world.bot.id) throw refusal(50005);
    if (message.channel.thread?.archived) throw refusal(50083);
    this.#mustBeOpen(message.channel);
    checkMessage(bodyOf(request), RULES.edit);
    return this.tell(this.#parts.messages.edit(message, bodyOf(request)));
  }

  remove(request: Request): void {
    const message = this.#messageOf(request);
    const own = message.author.id === this.#parts.world.bot.id;
    if (!own && !message.channel.guild) throw refusal(50003);
    if (!own && !this.#has(message.channel, ManageMessages)) throw refusal(50013);
    this.#parts.messages.remove(message);
  }

  answerInteraction(request: Request): object | undefined {
    const body = bodyOf(request);
    const { interaction, message } = this.#parts.interactions.answer(
      param(request, 'id'),
      param(request, 'token'),
      body,
    );
    if (request.query.get('with_response') !== 'true') return undefined;
    const { id, type, ephemeral, state } = interaction;
    return {
      interaction: {
        id,
        type,
        ...(message && { response_message_id: message.id }),
        response_message_loading: state === 'deferred',
        response_message_ephemeral: ephemeral,
      },
      ...(message && { resource: { type: body['type'], message: this.tell(message) } }),
    };
  }

  /** A message of anybody, with as much of it as the app may read. */
  #tellAsRead(message: Message): object {
    const { world, messages, granted } = this.#parts;
    return apiMessage(message, world.users, (one) => messages.canRead(one, granted));
  }

  #has(channel: Channel, permission: bigint): boolean {
    const { world } = this.#parts;
    return (world.permissions(channel, world.bot.id) & permission) !== 0n;
  }

  #messageOf(request: Request): Message {
    const message = this.channelOf(request).messages.get(param(request, 'message'));
    if (!message || message.onlyFor !== undefined) throw refusal(10008);
    return message;
  }

  /** A locked thread takes nothing from those who may not manage it. */
  #mustBeOpen(channel: Channel): void {
    const { thread } = channel;
    if (thread?.locked && !this.#has(channel, ManageThreads)) throw refusal(thread.archived ? 50083 : 160005);
  }

  #referenceOf(channel: Channel, reference: unknown): Message | undefined {
    if (!isBody(reference)) return undefined;
    if (!this.#has(channel, ReadMessageHistory)) throw refusal(160002);
    const message = channel.messages.get(String(reference['message_id']));
    if ((message && message.onlyFor === undefined) || reference['fail_if_not_exists'] === false) return message;
    throw refusal(50035, {
      message_reference: { _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }] },
    });
  }
}

interface Page {
  readonly before?: bigint;
  readonly after?: bigint;
  readonly around?: bigint;
}

function pageOf(query: URLSearchParams): Page & { readonly limit: number } {
  const faults = new Faults();
  const limit = Number(query.get('limit') ?? PAGE.usual);
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE.most)
    faults.add('limit', 'NUMBER_TYPE_MAX', `int value should be between 1 and ${PAGE.most}.`);
  const given = (['before', 'after', 'around'] as const).filter((name) => query.has(name));
  for (const name of given) {
    if (!/^\d+$/.test(query.get(name) ?? ''))
      faults.add(name, 'NUMBER_TYPE_COERCE', `Value "${query.get(name)}" is not snowflake.`);
  }
  if (given.length > 1) faults.add('', 'MUTUALLY_EXCLUSIVE', `${given.join(' and ')} exclude each other.`);
  faults.throwIfAny();
  return { limit, ...Object.fromEntries(given.map((name) => [name, BigInt(query.get(name) ?? 0)])) };
}

/** The messages of a page, the oldest first. */
function within(messages: readonly Message[], { before, after, around }: Page, limit: number): Message[] {
  if (before !== undefined) return messages.filter(({ id }) => BigInt(id) < before).slice(-limit);
  if (after !== undefined) return messages.filter(({ id }) => BigInt(id) > after).slice(0, limit);
  if (around === undefined) return messages.slice(-limit);
  const half = Math.floor(limit / 2);
  const place = messages.findIndex(({ id }) => BigInt(id) >= around);
  const start = Math.max(0, (place === -1 ? messages.length : place) - half);
  return messages.slice(start, start + limit);
}
