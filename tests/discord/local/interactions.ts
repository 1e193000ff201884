/** Interactions: what a user started and how the bot answered it. */
import { randomUUID } from 'node:crypto';
import { InteractionType, MessageFlags, InteractionResponseType as ResponseType } from 'discord-api-types/v10';
import { checkCompletion } from './command-rules.ts';
import { checkMessage, RULES } from './message-rules.ts';
import { checkModal } from './modal-rules.ts';
import { Faults, refusal } from './refusal.ts';
import { type Body, checkChoice, isBody } from './values.ts';
import { type Channel, forgetOldest, type Message, type Owners } from './world.ts';

/** Milliseconds in which an interaction must be answered. */
const FIRST_ANSWER = 3000;
/** Milliseconds in which an answer may be changed and added to. */
const TOKEN_LIFE = 15 * 60_000;
/** Messages that may be added where the app was installed by the user alone. */
const FOLLOW_UPS = 5;

export interface Start {
  readonly type: InteractionType;
  readonly userId: string;
  readonly channel: Channel;
  readonly owners: Owners;
  /** The message whose component was used. */
  readonly source?: Message | undefined;
}

export interface Interaction extends Start {
  readonly id: string;
  readonly token: string;
  readonly startedAt: number;
  /** `open` until the first answer, `deferred` while the user sees "is thinking", `updating` while an edit is promised. */
  state: 'open' | 'deferred' | 'updating' | 'done';
  ephemeral: boolean;
  original?: Message;
  readonly followUps: Message[];
}

/** What the user gets to see of an interaction. */
export type Outcome =
  | { readonly message: Message; readonly interaction: Interaction }
  | { readonly choices: readonly Body[] }
  | { readonly modal: Body; readonly interaction: Interaction }
  /** The answer was taken away before there was anything to see. */
  | { readonly gone: true };

export interface InteractionsOptions {
  readonly now: () => number;
  readonly newId: () => string;
  /** Makes the bot's message appear. */
  readonly post: (interaction: Interaction, body: Body, ephemeral: boolean) => Message;
  readonly change: (message: Message, body: Body) => Message;
  readonly remove: (message: Message) => void;
  /** Whether nobody but the user may see the answers, whatever the bot wants. */
  readonly mustHide: (interaction: Interaction) => boolean;
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

  /** Starts an interaction; the promise settles when the user sees the first message, the choices or a modal. */
  start(start: Start): { interaction: Interaction; outcome: Promise<Outcome> } {
    this.#forgetOld();
    const interaction: Interaction = {
      ...start,
      id: this.#options.newId(),
      token: randomUUID(),
      startedAt: this.#options.now(),
      state: 'open',
      ephemeral: false,
      followUps: [],
    };
    this.#byToken.set(interaction.token, interaction);
    forgetOldest(this.#byToken, this.#options.retain);
    const outcome = new Promise<Outcome>((resolve) => this.#waiting.set(interaction.token, resolve));
    return { interaction, outcome };
  }

  /** Forgets those whose tokens are dead, the oldest first. */
  #forgetOld(): void {
    for (const [token, { startedAt }] of this.#byToken) {
      if (this.#options.now() - startedAt <= TOKEN_LIFE) return;
      this.#byToken.delete(token);
      this.#waiting.delete(token);
    }
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
      case ResponseType.Modal:
        return this.#open(interaction, data);
      case ResponseType.DeferredChannelMessageWithSource:
        return this.#defer(interaction, data);
      case ResponseType.ChannelMessageWithSource:
        checkMessage(data, RULES.answer, 'data.');
        interaction.ephemeral = this.#isHidden(interaction, data);
        return this.#show(interaction, this.#options.post(interaction, data, interaction.ephemeral));
      case ResponseType.UpdateMessage:
        checkMessage(data, RULES.update, 'data.');
        return this.#show(interaction, this.#options.change(sourceOf(interaction), data));
      default:
        interaction.original = sourceOf(interaction);
        interaction.state = 'updating';
        return undefined;
    }
  }

  #complete(interaction: Interaction, data: Body): undefined {
    const choices = checkCompletion(data);
    interaction.state = 'done';
    this.#settle(interaction, { choices });
  }

  #open(interaction: Interaction, data: Body): undefined {
    checkModal(data);
    interaction.state = 'done';
    this.#settle(interaction, { modal: data, interaction });
  }

  #defer(interaction: Interaction, data: Body): undefined {
    const faults = new Faults();
    if ((Number(data['flags'] ?? 0) & ~MessageFlags.Ephemeral) !== 0)
      faults.add('data.flags', 'MESSAGE_FLAGS_INVALID', 'A deferred answer takes the flag 64 alone.');
    faults.throwIfAny();
    interaction.ephemeral = this.#isHidden(interaction, data);
    interaction.state = 'deferred';
  }

  #isHidden(interaction: Interaction, data: Body): boolean {
    return (Number(data['flags'] ?? 0) & MessageFlags.Ephemeral) !== 0 || this.#options.mustHide(interaction);
  }

  #show(interaction: Interaction, message: Message): Message {
    interaction.original = message;
    interaction.state = 'done';
    this.#settle(interaction, { message, interaction });
    return message;
  }

  #settle({ token }: Interaction, outcome: Outcome): void {
    this.#waiting.get(token)?.(outcome);
    this.#waiting.delete(token);
  }

  /** POST /webhooks/:app/:token: a further message. While "is thinking" shows, it takes that place. */
  followUp(token: string, body: Body): Message {
    const interaction = this.#answered(token);
    checkMessage(body, RULES.answer);
    if (interaction.state === 'deferred')
      return this.#show(interaction, this.#options.post(interaction, body, interaction.ephemeral));
    if (interaction.owners['0'] === undefined && interaction.followUps.length >= FOLLOW_UPS) throw refusal(40094);
    const message = this.#options.post(interaction, body, this.#isHidden(interaction, body));
    interaction.followUps.push(message);
    this.#settle(interaction, { message, interaction });
    return message;
  }

  /** PATCH /webhooks/:app/:token/messages/:id: changes the first answer (`@original`) or a further message. */
  edit(token: string, messageId: string, body: Body): Message {
    const interaction = this.#answered(token);
    if (interaction.state === 'deferred' && messageId === '@original') {
      checkMessage(body, RULES.fill);
      return this.#show(interaction, this.#options.post(interaction, body, interaction.ephemeral));
    }
    checkMessage(body, RULES.edit);
    const message = this.#options.change(this.#messageOf(interaction, messageId), body);
    return message === interaction.original ? this.#show(interaction, message) : message;
  }

  /** DELETE /webhooks/:app/:token/messages/:id */
  remove(token: string, messageId: string): void {
    const interaction = this.#answered(token);
    const isLoading = interaction.state === 'deferred' && messageId === '@original';
    if (!isLoading) this.#options.remove(this.#messageOf(interaction, messageId));
    if (messageId === '@original') interaction.state = 'done';
    this.#settle(interaction, { gone: true });
  }

  /** GET /webhooks/:app/:token/messages/:id */
  read(token: string, messageId: string): Message {
    return this.#messageOf(this.#answered(token), messageId);
  }

  /** A message of this interaction that still is; those of others are none of its own. */
  #messageOf({ original, followUps }: Interaction, messageId: string): Message {
    const message =
      messageId === '@original' ? original : [original, ...followUps].find((one) => one?.id === messageId);
    if (!message || message.deleted) throw refusal(10008);
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

/** Which answers each kind of interaction takes; those that change a message need one whose component was used. */
function checkResponseType({ type, source }: Interaction, responseType: unknown): void {
  const message = [ResponseType.ChannelMessageWithSource, ResponseType.DeferredChannelMessageWithSource];
  const component = source ? [ResponseType.DeferredMessageUpdate, ResponseType.UpdateMessage] : [];
  const allowed = {
    [InteractionType.Ping]: [ResponseType.Pong],
    [InteractionType.ApplicationCommand]: [...message, ResponseType.Modal],
    [InteractionType.MessageComponent]: [...message, ...component, ResponseType.Modal],
    [InteractionType.ApplicationCommandAutocomplete]: [ResponseType.ApplicationCommandAutocompleteResult],
    [InteractionType.ModalSubmit]: [...message, ...component],
  }[type];
  const faults = new Faults();
  checkChoice(faults, 'type', responseType, allowed);
  faults.throwIfAny();
}

function sourceOf({ source }: Interaction): Message {
  if (!source || source.deleted) throw refusal(10008);
  return source;
}
