/** The one reader of the environment. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config } from 'dotenv';
import type { Allowance, CooldownOptions } from './discord/cooldowns.ts';

export interface Settings {
  /** Absent: the bot talks in the terminal. */
  readonly token?: string;
  readonly apiUrl: string;
  readonly apiVersion: string;
  /** The server in which alone the knowledge is managed; absent: everywhere. */
  readonly homeGuild?: string;
  /** Ids of users and roles that may manage the knowledge, beside the application's owner or team. */
  readonly admins: readonly string[];
  readonly logLevel: LogLevel;
  /** Whether questions whose answer is in doubt are asked again with what they mean. */
  readonly encoder: boolean;
  /** The file of the journal; absent: what was asked is forgotten at the end. */
  readonly journal?: string;
  /** How much one reader and one channel may ask; what is absent is left to the bot. */
  readonly cooldowns: Partial<CooldownOptions>;
}

const DEFAULT_JOURNAL = fileURLToPath(new URL('../data/journal.sqlite', import.meta.url));

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const SNOWFLAKE = /^\d{17,20}$/;
const TOKEN = /^[\w-]{18,}\.[\w-]{6,}\.[\w-]{20,}$/;

/** The environment of the process, completed by `.env` in the working directory; what is set already wins. */
export function readEnvironment(): Environment {
  const environment: Record<string, string | undefined> = { ...process.env };
  config({ quiet: true, processEnv: environment as Record<string, string> });
  return environment;
}

/** Settings from an environment; all that is wrong at once, each with what was expected, what came and where to set it. */
export function readSettings(environment: Environment): SettingsResult {
  const problems: string[] = [];
  const settingOf = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const check = <Value>(
    name: string,
    read: (value: string) => Value | undefined,
    expected: string,
    secret = false,
  ): Value | undefined => {
    const value = settingOf(name);
    if (value === undefined) return undefined;
    const result = read(value);
    if (result === undefined) {
      const came = secret ? `a text of ${value.length} characters` : JSON.stringify(value);
      problems.push(`${name}: expected ${expected}, got ${came}. Set it in .env or in the environment.`);
    }
    return result;
  };

  const token = check(
    'DISCORD_TOKEN',
    (value) => (TOKEN.test(value) ? value : undefined),
    'a bot token (three parts joined by dots; Developer Portal -> your application -> Bot -> Reset Token)',
    true,
  );
  const apiUrl = check('DISCORD_API_URL', urlOf, 'an http or https address such as https://discord.com/api');
  const apiVersion = check(
    'DISCORD_API_VERSION',
    (value) => (/^\d+$/.test(value) ? value : undefined),
    'a number such as 10',
  );
  const homeGuild = check(
    'DISCORD_HOME_GUILD',
    snowflakeOf,
    'the id of a server (17 to 20 digits; right-click the server -> Copy Server ID)',
  );
  const admins = check('BOT_ADMINS', snowflakesOf, 'ids of users or roles, 17 to 20 digits each, separated by commas');
  const logLevel = check(
    'LOG_LEVEL',
    (value) => LOG_LEVELS.find((level) => level === value.toLowerCase()),
    `one of ${LOG_LEVELS.join(', ')}`,
  );
  const encoder = check('ENCODER', switchOf, 'on or off');
  const journal = check('JOURNAL', journalOf, 'the path of a file, or off') ?? DEFAULT_JOURNAL;
  const user = check('COOLDOWN_USER', allowanceOf, 'questions/seconds such as 6/20, or off');
  const channel = check('COOLDOWN_CHANNEL', allowanceOf, 'questions/seconds such as 30/30, or off');
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    settings: {
      ...(token === undefined ? {} : { token }),
      ...(homeGuild === undefined ? {} : { homeGuild }),
      apiUrl: apiUrl ?? 'https://discord.com/api',
      apiVersion: apiVersion ?? '10',
      admins: admins ?? [],
      logLevel: logLevel ?? 'info',
      encoder: encoder ?? false,
      ...(journal === 'off' ? {} : { journal }),
      cooldowns: { ...(user && { user }), ...(channel && { channel }) },
    },
  };
}

const switchOf = (value: string): boolean | undefined =>
  ({ on: true, off: false })[value.toLowerCase() as 'on' | 'off'];

/** A path from the working directory, or `off`. What other switches take is a slip, and no file of that name. */
function journalOf(value: string): string | undefined {
  if (value.toLowerCase() === 'off') return 'off';
  return /^(?:on|true|false|yes|no|\d+|:memory:)$|[/\\]$|\0/i.test(value) ? undefined : resolve(value);
}

/** `6/20`: six questions in twenty seconds. */
function allowanceOf(value: string): Allowance | 'off' | undefined {
  if (value.toLowerCase() === 'off') return 'off';
  const [, questions, seconds] = /^([1-9]\d{0,5})\s*\/\s*([1-9]\d{0,5})$/.exec(value) ?? [];
  return questions === undefined ? undefined : { questions: Number(questions), seconds: Number(seconds) };
}

const snowflakeOf = (value: string): string | undefined => (SNOWFLAKE.test(value) ? value : undefined);

function snowflakesOf(value: string): string[] | undefined {
  const ids = value.split(/[\s,;]+/).filter((id) => id !== '');
  return ids.every((id) => SNOWFLAKE.test(id)) ? ids : undefined;
}

function urlOf(value: string): string | undefined {
  const url = URL.parse(value);
  return url && /^https?:$/.test(url.protocol) ? value.replace(/\/+$/, '') : undefined;
}
