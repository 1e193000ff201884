/** How the bot is told of what changes in its servers, as far as its intents and permissions go. */
import { type APIRole, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Dispatch, Messages } from './messages.ts';
import { apiChannel, apiGuild, apiMember } from './shapes.ts';
import type { Channel, Guild, World } from './world.ts';

export class Announcements {
  readonly #world: World;
  readonly #messages: Messages;
  readonly #dispatch: Dispatch;

  constructor(world: World, messages: Messages, dispatch: Dispatch) {
    this.#world = world;
    this.#messages = messages;
    this.#dispatch = dispatch;
  }

  /** A server with the threads that are active and that the bot may see. */
  whole(guild: Guild): object {
    const threads = [...guild.threads.values()].filter(
      (thread) => !thread.thread?.archived && this.#world.permissions(thread, this.#world.bot.id) !== 0n,
    );
    return apiGuild(guild, this.#world.bot, threads);
  }

  guildAdded(guild: Guild): void {
    this.#ofGuild(GatewayDispatchEvents.GuildCreate, guild, () => this.whole(guild));
  }

  guildRemoved(guild: Guild): void {
    this.#ofGuild(GatewayDispatchEvents.GuildDelete, guild, () => ({ id: guild.id }));
  }

  channelAdded(channel: Channel): void {
    this.#ofChannel(GatewayDispatchEvents.ChannelCreate, channel, () => apiChannel(channel));
  }

  channelChanged(channel: Channel): void {
    if (channel.guild) this.#ofGuild(GatewayDispatchEvents.ChannelUpdate, channel.guild, () => apiChannel(channel));
  }

  threadAdded(thread: Channel): void {
    this.#ofChannel(GatewayDispatchEvents.ThreadCreate, thread, () => ({ ...apiChannel(thread), newly_created: true }));
  }

  roleAdded(guild: Guild, role: APIRole): void {
    this.#ofGuild(GatewayDispatchEvents.GuildRoleCreate, guild, () => ({ guild_id: guild.id, role }));
  }

  roleChanged(guild: Guild, role: APIRole): void {
    this.#ofGuild(GatewayDispatchEvents.GuildRoleUpdate, guild, () => ({ guild_id: guild.id, role }));
  }

  /** A bot is told of itself whatever its intents, of others with the members intent alone. */
  memberChanged(guild: Guild, userId: string): void {
    const data = { guild_id: guild.id, ...apiMember(guild, userId), user: this.#world.users.get(userId) };
    const isBot = userId === this.#world.bot.id;
    this.#dispatch(
      GatewayDispatchEvents.GuildMemberUpdate,
      (intents) => (isBot || intents & GatewayIntentBits.GuildMembers ? data : undefined),
      guild.id,
    );
  }

  #ofGuild(event: GatewayDispatchEvents, guild: Guild, data: () => object): void {
    this.#dispatch(event, (intents) => (intents & GatewayIntentBits.Guilds ? data() : undefined), guild.id);
  }

  #ofChannel(event: GatewayDispatchEvents, channel: Channel, data: () => object): void {
    const { guild } = channel;
    this.#dispatch(event, (intents) => (this.#messages.canSee(channel, intents) ? data() : undefined), guild?.id);
  }
}
