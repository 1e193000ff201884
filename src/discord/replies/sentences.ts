/** The bot's own sentences. Pure. */
import type { Answerer } from '../../answering/answer.ts';
import { LIMITS } from '../limits.ts';
import { escapeLine } from '../markup.ts';
import type { Phrases } from '../phrases/phrases.ts';
import { COLOURS, type MessageReply, textReply } from './reply.ts';

/** Questions that the help shows. */
const EXAMPLES = 3;

/** What the bot can do, for those who call it without a question. */
export function renderHelp(event: string, answerer: Answerer, { help }: Phrases): MessageReply {
  const examples = answerer.complete('', EXAMPLES).map((question) => `• ${escapeLine(question, 200)}`);
  const lines = [
    help.about(escapeLine(event, LIMITS.embedTitle)),
    help.how,
    ...(examples.length === 0 ? [] : ['', help.examples, ...examples]),
  ];
  return textReply(lines.join('\n'), COLOURS.chat);
}

/** A sentence of the bot's own about what it has done. */
export const renderNotice = (text: string): MessageReply => textReply(text, COLOURS.chat);

/** A sentence of the bot's own about what it can not do. */
export const renderRefusal = (text: string): MessageReply => textReply(text, COLOURS.failed);
