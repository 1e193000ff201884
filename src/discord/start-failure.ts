/** Why the bot could not start, for the operator: what was expected, what came, what to do. */
import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, HTTPError, RESTJSONErrorCodes } from 'discord.js';

/** A start that failed, in words for the operator; the `cause` is the error itself. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}

const TOKEN_ADVICE =
  'Put the token of the bot into DISCORD_TOKEN in .env: https://discord.com/developers/applications -> your application -> Bot -> Reset Token.';

/** The error to reject with when logging in failed. */
export function explainLogin(error: unknown, apiUrl: string): StartFailure {
  return new StartFailure(loginProblem(error, apiUrl), { cause: error });
}

function loginProblem(error: unknown, apiUrl: string): string {
  const message = messageOf(error);
  if (isTokenProblem(error))
    return `Expected Discord to accept the bot's token, but it answered that the token is not valid (${message}). ${TOKEN_ADVICE}`;
  if (/disallowed intents/i.test(message)) {
    return `Expected Discord to grant the ordinary intents, but it refused them (${message}). Check the application in the developer portal; this bot needs no privileged intent.`;
  }
  if (/not enough sessions remaining/i.test(message)) {
    return `Expected Discord to let the bot begin a session, but it has begun as many as it may in a day (${message}). Wait until then, and see what starts it so often.`;
  }
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    return `Expected Discord at ${apiUrl} to let the bot in, but it answered ${error.status}: ${message}. Try again later; see https://discordstatus.com.`;
  }
  return `Expected to reach Discord at ${apiUrl}, but there is no connection (${message}). Check the network, and DISCORD_API_URL in .env if it is set.`;
}

function isTokenProblem(error: unknown): boolean {
  if (error instanceof DiscordjsError) return error.code === DiscordjsErrorCodes.TokenInvalid;
  if (error instanceof DiscordAPIError) return error.status === 401;
  return /authentication failed/i.test(messageOf(error));
}

/** The error to reject with when the commands could not be registered. */
export function explainRegistration(error: unknown, homeGuild: string | undefined): StartFailure {
  const where = homeGuild === undefined ? '' : ` in the server ${homeGuild}`;
  const noAccess = error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.MissingAccess;
  const advice =
    noAccess && homeGuild !== undefined
      ? 'Invite the bot to that server with the scopes "bot" and "applications.commands", or correct DISCORD_HOME_GUILD in .env.'
      : 'Try again later; see https://discordstatus.com.';
  return new StartFailure(
    `Expected to register the slash commands${where}, but Discord answered: ${messageOf(error)}. ${advice}`,
    { cause: error },
  );
}

/** The error to reject with when Discord let the bot in but never became ready. */
export function explainTimeout(milliseconds: number, apiUrl: string): StartFailure {
  return new StartFailure(
    `Expected the gateway of Discord at ${apiUrl} to be ready within ${milliseconds / 1000} seconds, but it was not. Check that WebSocket connections are let through; see https://discordstatus.com.`,
  );
}

/** The message with that of the cause, which for a failed connection is the one that says why. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause =
    error.cause instanceof Error
      ? error.cause.message || String((error.cause as NodeJS.ErrnoException).code ?? '')
      : '';
  return cause === '' ? error.message : `${error.message}: ${cause}`;
}
