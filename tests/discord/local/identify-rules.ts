/** Discord's rules about how an app identifies itself at the gateway. */
import { GatewayCloseCodes as CloseCodes, GatewayIntentBits } from 'discord-api-types/v10';
import { GatewayRefusal } from './refusal.ts';
import type { Identity, Shard } from './session.ts';
import { type Body, isBody } from './values.ts';

const PRIVILEGED = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;
const ALL_INTENTS = Object.values(GatewayIntentBits).reduce<number>(
  (all, bit) => (typeof bit === 'number' ? all | bit : all),
  0,
);

/** What an app says of itself; refused unless it keeps to the rules. @param granted privileged intents that are switched on */
export function checkIdentify({ intents, properties, shard }: Body, granted: number): Identity {
  if (!isBody(properties)) throw new GatewayRefusal(CloseCodes.DecodeError, 'Identify needs properties');
  return { intents: checkIntents(intents, granted), shard: checkShard(shard) };
}

function checkIntents(intents: unknown, granted: number): number {
  if (!Number.isInteger(intents) || (Number(intents) & ~ALL_INTENTS) !== 0)
    throw new GatewayRefusal(CloseCodes.InvalidIntents, 'Invalid intents');
  if ((Number(intents) & PRIVILEGED & ~granted) !== 0)
    throw new GatewayRefusal(CloseCodes.DisallowedIntents, 'Disallowed intents');
  return Number(intents);
}

/** Without a shard, an app is the only one. */
function checkShard(shard: unknown): Shard {
  if (shard === undefined) return [0, 1];
  const [id, count, ...more]: readonly unknown[] = Array.isArray(shard) ? shard : [];
  const areNumbers = Number.isInteger(id) && Number.isInteger(count) && more.length === 0;
  if (!areNumbers || Number(id) < 0 || Number(id) >= Number(count))
    throw new GatewayRefusal(CloseCodes.InvalidShard, 'Invalid shard');
  return [Number(id), Number(count)];
}
