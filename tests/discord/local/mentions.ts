/** Whom a message mentions and whom it notifies. */
import { type Body, isBody } from './values.ts';
import type { Message } from './world.ts';

export interface Mentions {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

/** The mentions that a content would make if everything were allowed; a reply mentions whom it answers. */
export function mentionsIn(content: string): Mentions {
  return {
    users: [...content.matchAll(/<@!?(\d+)>/g)].flatMap(([, id]) => id ?? []),
    roles: [...content.matchAll(/<@&(\d+)>/g)].flatMap(([, id]) => id ?? []),
    everyone: /@(everyone|here)\b/.test(content),
  };
}

/** What `allowed_mentions` leaves of the mentions. Without it everything is allowed, the author of the answered message too. */
export function allowMentions(found: Mentions, replyTo: Message | undefined, allowed: unknown): Mentions {
  const rules: Body = isBody(allowed) ? allowed : { parse: ['everyone', 'users', 'roles'], replied_user: true };
  const kinds = Array.isArray(rules['parse']) ? rules['parse'] : [];
  const named = (kind: string, ids: readonly string[]): readonly string[] => {
    const listed = rules[kind];
    return kinds.includes(kind) ? ids : ids.filter((id) => Array.isArray(listed) && listed.includes(id));
  };
  const replied = replyTo && rules['replied_user'] === true ? [replyTo.author.id] : [];
  return {
    users: [...new Set([...named('users', found.users), ...replied])],
    roles: named('roles', found.roles),
    everyone: found.everyone && kinds.includes('everyone'),
  };
}

/** Ids of those who get a notification; `everyone` for all. */
export function pingsOf({ users, roles, everyone }: Mentions): string[] {
  return [...users, ...roles, ...(everyone ? ['everyone'] : [])];
}
