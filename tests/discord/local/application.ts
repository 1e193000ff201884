/** The app behind the bot, and whose it is. */
import { type APIUser, type TeamMemberMembershipState, TeamMemberRole } from 'discord-api-types/v10';
import type { World } from './world.ts';

export interface TeamMember {
  readonly user: { readonly account: APIUser };
  /** One is the owner; read-only members may look alone. */
  readonly role: 'owner' | `${TeamMemberRole}`;
  /** 1 invited, 2 accepted; accepted unless told. */
  readonly state?: TeamMemberMembershipState;
}

export class Application {
  readonly #world: World;
  readonly flags: number;
  #owner: APIUser;
  #team: object | null = null;

  constructor(world: World, flags: number) {
    this.#world = world;
    this.flags = flags;
    this.#owner = world.addUser('owner of the app');
  }

  /** Gives the app to one person. */
  giveTo(owner: APIUser): void {
    this.#owner = owner;
    this.#team = null;
  }

  /** Gives the app to a team; Discord then tells of a made-up user as the owner. */
  giveToTeam(members: readonly TeamMember[]): void {
    const id = this.#world.newId();
    const owner = members.find(({ role }) => role === 'owner') ?? members[0];
    if (!owner) throw new Error('A team has at least one member.');
    this.#owner = { ...owner.user.account, id, username: `team${id}`, global_name: null };
    this.#team = {
      id,
      icon: null,
      name: 'Local team',
      owner_user_id: owner.user.account.id,
      members: members.map(({ user, role, state = 2 }) => ({
        team_id: id,
        user: user.account,
        role: role === 'owner' ? TeamMemberRole.Admin : role,
        membership_state: state,
        permissions: ['*'],
      })),
    };
  }

  tell(): object {
    const { id, username } = this.#world.bot;
    return {
      id,
      name: username,
      icon: null,
      description: '',
      bot: this.#world.bot,
      bot_public: true,
      bot_require_code_grant: false,
      owner: this.#owner,
      team: this.#team,
      flags: this.flags,
      verify_key: '0'.repeat(64),
      approximate_guild_count: this.#world.botGuilds.length,
      integration_types_config: { 0: {}, 1: {} },
      tags: [],
    };
  }
}
