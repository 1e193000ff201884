/** The bot's own sentences. Pure. */
import type { Answerer } from '../answering/answer.ts';
import { LIMITS } from './limits.ts';
import { escapeLine } from './markup.ts';
import { COLOURS, type Reply, textReply } from './reply.ts';

/** Questions that the help shows. */
const EXAMPLES = 3;

/** What the bot can do, for those who call it without a question. */
export function renderHelp(event: string, answerer: Answerer): Reply {
  const about = escapeLine(event, LIMITS.embedTitle);
  const examples = answerer.complete('', EXAMPLES).map((question) => `• ${escapeLine(question, 200)}`);
  const lines = [
    `Ask me about ${about}. I answer from newspaper articles alone and show their words.`,
    'Mention me with a question, write to me directly, or use /ask.',
    ...(examples.length === 0 ? [] : ['', 'For example:', ...examples]),
  ];
  return textReply(lines.join('\n'), COLOURS.chat);
}

/** What one reads when something broke. */
export function renderFailure(errorId: string): Reply {
  const text = `Something went wrong on my side, so I can not answer. Please try again; if it happens again, tell the people who run me this id: \`${errorId}\``;
  return textReply(text, COLOURS.failed);
}

/** What one reads who may not manage the knowledge. */
export function renderNotAdmin(): Reply {
  return textReply(
    'Only the admins of this bot can reload its knowledge. Ask the people who run it to add you or one of your roles.',
    COLOURS.failed,
  );
}

/** What one reads who presses a button of an older version of the bot. */
export function renderUnknownButton(): Reply {
  return textReply('I no longer know what this button asks. Ask me the question in words.', COLOURS.failed);
}
