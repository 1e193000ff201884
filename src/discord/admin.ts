/** Who may do what only some people may. */
import {
  type ChatInputCommandInteraction,
  type ClientApplication,
  PermissionFlagsBits,
  Team,
  TeamMemberMembershipState,
  TeamMemberRole,
} from 'discord.js';
import type { BotOptions } from './options.ts';

/**
 * Whether somebody may manage the knowledge: a user or role of the settings, or the application's owner or team.
 * Checked at each use: what Discord offers to whom can be changed in each server, and a team changes while the bot runs.
 */
export async function isAdmin(
  interaction: ChatInputCommandInteraction,
  { admins }: Pick<BotOptions, 'admins'>,
): Promise<boolean> {
  const { user, client } = interaction;
  if (admins.includes(user.id) || rolesOf(interaction).some((role) => admins.includes(role))) return true;
  return ownersOf(await client.application.fetch()).includes(user.id);
}

/** Whether somebody may manage the server they are in. */
export function isManager({ memberPermissions }: ChatInputCommandInteraction): boolean {
  return memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
}

/** Ids of the owner, or of the members of the team that may change the application. */
function ownersOf({ owner }: ClientApplication): string[] {
  if (!(owner instanceof Team)) return owner ? [owner.id] : [];
  return [...owner.members.values()]
    .filter(
      ({ role, membershipState }) =>
        role !== TeamMemberRole.ReadOnly && membershipState === TeamMemberMembershipState.Accepted,
    )
    .map(({ id }) => id);
}

/** Ids of the member's roles; a member of a server that the client does not know comes as raw data. */
function rolesOf({ member }: ChatInputCommandInteraction): readonly string[] {
  if (!member) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}
