/** How Discord tells the app of an interaction. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Interaction } from './interactions.ts';
import { apiChannel, apiMember, apiMessage } from './shapes.ts';
import type { User } from './user.ts';
import { type Channel, ELSEWHERE, type World } from './world.ts';

const ATTACHMENT_SIZE = 10_485_760;

export interface Told {
  readonly data: object;
  readonly user: User;
  readonly context: 0 | 1 | 2;
}

export function interactionPayload(world: World, interaction: Interaction, { data, user, context }: Told): object {
  const { id, token, type, channel, source, owners } = interaction;
  return {
    id,
    application_id: world.bot.id,
    type,
    token,
    version: 1,
    data,
    ...whereOf(world, channel, user),
    channel: { ...apiChannel(channel), permissions: String(world.permissions(channel, user.id)) },
    channel_id: channel.id,
    ...(source && { message: apiMessage(source, world.users) }),
    app_permissions: String(appPermissions(world, channel)),
    locale: user.locale,
    entitlements: [],
    authorizing_integration_owners: owners,
    context,
    attachment_size_limit: ATTACHMENT_SIZE,
  };
}

function whereOf(world: World, channel: Channel, { account, id }: User): object {
  const { guild } = channel;
  if (!guild) return { user: account };
  const permissions = String(world.permissions(channel, id));
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    member: { ...apiMember(guild, id), user: account, permissions },
  };
}

/** Where the bot is no member it has what Discord gives to every app. */
function appPermissions(world: World, channel: Channel): bigint {
  const { guild, people } = channel;
  if (guild?.members.has(world.bot.id)) return world.permissions(channel, world.bot.id);
  return guild || people ? ELSEWHERE : ELSEWHERE | PermissionFlagsBits.UseExternalEmojis;
}
