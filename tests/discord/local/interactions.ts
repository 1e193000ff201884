/** Interactions: what a user started and how the bot answered it. */
import { randomUUID } from 'node:crypto';
import { InteractionType, MessageFlags, InteractionResponseType as ResponseType } from 'discord-api-types/v10';
import { checkCompletion } from './command-rules.ts';
import { checkMessage } from './message-rules.ts';
import { Faults, refusal } from './refusal.ts';
import { type Body, checkChoice, isBody } from './values.ts';
import { type Channel, forgetOldest, type Message } from './world.ts';

/** Milliseconds in which an interaction must be answered. */
const FIRST_ANSWER = 3000;
/** Milliseconds in which an answer may be changed and added to. */
const TOKEN_LIFE = 15 * 60_000;

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly userId: string;
  readonly channel: Channel;
  readonly startedAt: number;
  /** The message whose button was pressed. */
  readonly source?: Message;
  /** `open` until the first answer, `deferred` while the user sees "is thinking". */
  state: 'open' | 'deferred' | 'done';
  ephemeral: boolean;
  original?: Message;
}

/** What the user gets to see of an interaction. */
export type Outcome = { readonly message: Message } | { readonly choices: readonly Body[] };

export interface InteractionsOptions {
  readonly now: () => number;
  readonly newId: () => string;
  /** Makes the bot's message appear. */
  readonly post: (interaction: Interaction, body: Body, ephemeral: boolean) => Message;
  readonly change: (message: Message, body: Body) => Message;
  /** How many are remembered; the oldest are forgotten first. */
  readonly retain: number;
}

export class Interactions {
  readonly #options: InteractionsOptions;
  readonly #byToken = new Map<string, Interaction>();
  readonly #waiting = new Map<string, (outcome: Outcome) => void>();

  constructor(options: InteractionsOptions) {
    this.#options = options;
  }

  /** Starts an interaction; the promise settles when the user sees the first message or the choices. */
  start(
    type: InteractionType,
    userId: string,
    channel: Channel,
    source?: Message,
  ): { interaction: Interaction; outcome: Promise<Outcome> } {
    const interaction: Interaction = {
      id: this.#options.newId(),
      token: randomUUID(),
      type,
      userId,
      channel,
      startedAt: this.#options.now(),
      ...(source && { source }),
      state: 'open',
      ephemeral: false,
    };
    this.#byToken.set(interaction.token, interaction);
    forgetOldest(this.#byToken, this.#options.retain);
    const outcome = new Promise<Outcome>((resolve) => this.#waiting.set(interaction.token, resolve));
    return { interaction, outcome };
  }

  /** POST /interactions/:id/:token/callback. @returns the message that it made, if any */
  answer(id: string, token: string, body: Body): { interaction: Interaction; message?: Message } {
    const interaction = this.#byToken.get(token);
    if (!interaction || interaction.id !== id) throw refusal(10062);
    if (interaction.state !== 'open') throw refusal(40060);
    if (this.#options.now() - interaction.startedAt > FIRST_ANSWER) throw refusal(10062);
    checkResponseType(interaction, body['type']);
    const message = this.#respond(interaction, body['type'] as ResponseType, isBody(body['data']) ? body['data'] : {});
    return message ? { interaction, message } : { interaction };
  }

  #respond(interaction: Interaction, type: ResponseType, data: Body): Message | undefined {
    switch (type) {
      case ResponseType.ApplicationCommandAutocompleteResult:
        return this.#complete(interaction, data);
      case ResponseType.DeferredChannelMessageWithSource:
        interaction.ephemeral = isEphemeral(data);
        interaction.state = 'deferred';
        return undefined;
      case ResponseType.ChannelMessageWithSource:
        checkMessage(data, { ephemeral: true }, 'data.');
        interaction.ephemeral = isEphemeral(data);
        return this.#show(interaction, this.#options.post(interaction, data, interaction.ephemeral));
      case ResponseType.UpdateMessage:
        checkMessage(data, { ephemeral: true, edit: true }, 'data.');
        return this.#show(interaction, this.#options.change(sourceOf(interaction), data));
      default:
        interaction.original = sourceOf(interaction);
        interaction.state = 'done';
        return undefined;
    }
  }

  #complete(interaction: Interaction, data: Body): undefined {
    const choices = checkCompletion(data);
    interaction.state = 'done';
    this.#settle(interaction, { choices });
  }

  #show(interaction: Interaction, message: Message): Message {
    interaction.original = message;
    interaction.state = 'done';
    this.#settle(interaction, { message });
    return message;
  }

  #settle({ token }: Interaction, outcome: Outcome): void {
    this.#waiting.get(token)?.(outcome);
    this.#waiting.delete(token);
  }

  /** POST /webhooks/:app/:token: a further message. While "is thinking" shows, it takes that place. */
  followUp(token: string, body: Body): Message {
    const interaction = this.#answered(token);
    checkMessage(body, { ephemeral: true });
    if (interaction.state === 'deferred')
      return this.#show(interaction, this.#options.post(interaction, body, interaction.ephemeral));
    return this.#options.post(interaction, body, isEphemeral(body));
  }

  /** PATCH /webhooks/:app/:token/messages/:id: changes the first answer (`@original`) or a further message. */
  edit(token: string, messageId: string, body: Body): Message {
    const interaction = this.#answered(token);
    if (interaction.state === 'deferred' && messageId === '@original') {
      checkMessage(body, { ephemeral: true });
      return this.#show(interaction, this.#options.post(interaction, body, interaction.ephemeral));
    }
    checkMessage(body, { ephemeral: true, edit: true });
    return this.#options.change(this.#messageOf(interaction, messageId), body);
  }

  /** GET /webhooks/:app/:token/messages/:id */
  read(token: string, messageId: string): Message {
    return this.#messageOf(this.#answered(token), messageId);
  }

  #messageOf(interaction: Interaction, messageId: string): Message {
    const message = messageId === '@original' ? interaction.original : interaction.channel.messages.get(messageId);
    if (!message) throw refusal(10008);
    return message;
  }

  #answered(token: string): Interaction {
    const interaction = this.#byToken.get(token);
    const live =
      interaction && interaction.state !== 'open' && this.#options.now() - interaction.startedAt <= TOKEN_LIFE;
    if (!interaction || !live) throw refusal(10015);
    return interaction;
  }
}

/** Which answers each kind of interaction takes. */
function checkResponseType({ type }: Interaction, responseType: unknown): void {
  const message = [ResponseType.ChannelMessageWithSource, ResponseType.DeferredChannelMessageWithSource];
  const component = [ResponseType.DeferredMessageUpdate, ResponseType.UpdateMessage];
  const allowed = {
    [InteractionType.Ping]: [ResponseType.Pong],
    [InteractionType.ApplicationCommand]: message,
    [InteractionType.MessageComponent]: [...message, ...component],
    [InteractionType.ApplicationCommandAutocomplete]: [ResponseType.ApplicationCommandAutocompleteResult],
    [InteractionType.ModalSubmit]: message,
  }[type];
  const faults = new Faults();
  checkChoice(faults, 'type', responseType, allowed);
  faults.throwIfAny();
}

function sourceOf({ source }: Interaction): Message {
  if (!source) throw refusal(10008);
  return source;
}

const isEphemeral = (data: Body): boolean => (Number(data['flags'] ?? 0) & MessageFlags.Ephemeral) !== 0;
