/** Who may manage the knowledge. */
import { type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import type { BotOptions } from './options.ts';

/**
 * True for the users and roles of the settings, and for members of the home server who may manage it.
 * Checked at each use: what Discord offers to whom can be changed in each server.
 */
export function isAdmin(
  interaction: ChatInputCommandInteraction,
  { admins, homeGuild }: Pick<BotOptions, 'admins' | 'homeGuild'>,
): boolean {
  if (admins.includes(interaction.user.id) || rolesOf(interaction).some((role) => admins.includes(role))) return true;
  const atHome = homeGuild !== undefined && interaction.guildId === homeGuild;
  return atHome && interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
}

/** Ids of the member's roles; a member of a server that the client does not know comes as raw data. */
function rolesOf({ member }: ChatInputCommandInteraction): readonly string[] {
  if (!member) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}
