/** A person who uses Discord, by what they can do there. */
import {
  type APIUser,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { ownersFor, type Typed, typedOptions } from './commands.ts';
import type { Outcome } from './interactions.ts';
import { type LocaleCode, localised } from './locales.ts';
import { type Filled, filledIn } from './modal-rules.ts';
import { buttonsOf, type Seen, type SeenModal, see, seeModal, selectsOf } from './seen.ts';
import type { Body } from './values.ts';
import type { Channel, Message, Owners } from './world.ts';

export interface SayOptions {
  readonly replyTo?: Message;
  /** Whether the reply notifies the one who is answered; true in a Discord client unless switched off. */
  readonly pingReplied?: boolean;
}

/** An interaction as a Discord client starts it. */
export interface Started {
  readonly type: InteractionType;
  readonly user: User;
  readonly channel: Channel;
  readonly owners: Owners;
  readonly data: object;
  readonly source?: Message | undefined;
}

/** What a user needs of the local Discord. */
export interface Surroundings {
  mentionOfBot(): string;
  home(): Channel;
  say(author: APIUser, channel: Channel, content: string, options: SayOptions): Message;
  edit(message: Message, content: string): void;
  remove(message: Message): void;
  openPost(forum: Channel, author: APIUser, title: string, content: string): Message;
  nextFromBot(after: Message): Promise<Message>;
  /** The next edit of the bot's answer to a message, or its next answer. */
  nextAnswer(to: Message): Promise<Message>;
  directChannel(user: APIUser): Channel;
  permissions(channel: Channel, userId: string): bigint;
  /** By whose installation the app is in a place, for one user. */
  ownersIn(channel: Channel, userId: string): Owners;
  offered(channel: Channel, userId: string): readonly Body[];
  isCommandAllowed(name: string, userId: string): boolean;
  /** A message as its app is told of it, whole. */
  tell(message: Message): object;
  interact(started: Started): Promise<Outcome>;
}

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** A command as a Discord client lists it. */
export interface OfferedCommand {
  readonly id: string;
  readonly type: ApplicationCommandType;
  /** In the user's language. */
  readonly name: string;
  readonly description: string;
  readonly command: Body;
}

interface Use {
  readonly type: InteractionType;
  readonly name: string;
  readonly typed: Typed;
  readonly channel: Channel;
  readonly focused?: string;
}

export class User {
  readonly account: APIUser;
  /** The language in which this person uses Discord. */
  locale: LocaleCode;
  readonly #around: Surroundings;

  constructor(account: APIUser, around: Surroundings, locale: LocaleCode = 'en-US') {
    this.account = account;
    this.#around = around;
    this.locale = locale;
  }

  get id(): string {
    return this.account.id;
  }

  /** Posts a message and waits for nothing. */
  say(channel: Channel, content: string, options: SayOptions = {}): Message {
    return this.#around.say(this.account, channel, content, options);
  }

  /** Posts a message and waits for what the bot says next in the channel. */
  async ask(channel: Channel, content: string, options: SayOptions = {}): Promise<Seen> {
    return see(await this.#around.nextFromBot(this.say(channel, content, options)));
  }

  /** Mentions the bot, then the question. */
  mention(channel: Channel, question: string, options: SayOptions = {}): Promise<Seen> {
    return this.ask(channel, `${this.#around.mentionOfBot()} ${question}`.trim(), options);
  }

  /** Writes to the bot alone. */
  dm(content: string): Promise<Seen> {
    return this.ask(this.#around.directChannel(this.account), content);
  }

  /** Opens a forum post and waits for what the bot says in it. */
  async askInForum(forum: Channel, title: string, content: string): Promise<Seen> {
    return see(await this.#around.nextFromBot(this.#around.openPost(forum, this.account, title, content)));
  }

  /** Changes the text of an own message. */
  edit(message: Message, content: string): void {
    this.#mustOwn(message);
    this.#around.edit(message, content);
  }

  /** As `edit`; waits until the bot's answer is edited or another one comes. */
  async editAndSee(message: Message, content: string): Promise<Seen> {
    const answer = this.#around.nextAnswer(message);
    this.edit(message, content);
    return see(await answer);
  }

  /** Deletes an own message. */
  delete(message: Message): void {
    this.#mustOwn(message);
    this.#around.remove(message);
  }

  /** The commands that this person is offered in a channel, in their language. */
  commands(channel: Channel = this.#around.home()): readonly OfferedCommand[] {
    const offered = this.#around.offered(channel, this.id).filter((command) => this.#mayUse(command, channel));
    return offered.map((command) => ({
      id: String(command['id']),
      type: Number(command['type']),
      name: localised(command, 'name', this.locale),
      description: localised(command, 'description', this.locale),
      command,
    }));
  }

  /** Uses a slash command: `ask`, or `knowledge reload` for a subcommand. */
  async slash(name: string, typed: Typed = {}, channel: Channel = this.#around.home()): Promise<Seen> {
    return toMessage(await this.#command({ type: InteractionType.ApplicationCommand, name, typed, channel }));
  }

  /** As `slash`, for a command that opens a modal. */
  async slashForModal(name: string, typed: Typed = {}, channel: Channel = this.#around.home()): Promise<SeenModal> {
    return toModal(await this.#command({ type: InteractionType.ApplicationCommand, name, typed, channel }));
  }

  /** Types into an option that completes itself. */
  async autocomplete(
    name: string,
    option: string,
    text: string,
    channel: Channel = this.#around.home(),
  ): Promise<readonly Choice[]> {
    const type = InteractionType.ApplicationCommandAutocomplete;
    const outcome = await this.#command({ type, name, typed: { [option]: text }, channel, focused: option });
    if (!('choices' in outcome))
      throw new Error(`Typing into /${name} was answered with a message instead of choices.`);
    return outcome.choices.map((choice) => ({ name: String(choice['name']), value: String(choice['value']) }));
  }

  /** Uses a command of the context menu of a message. */
  async context(name: string, message: Message, channel: Channel = message.channel): Promise<Seen> {
    return toMessage(await this.#menu(name, message, channel));
  }

  /** As `context`, for a command that opens a modal. */
  async contextForModal(name: string, message: Message, channel: Channel = message.channel): Promise<SeenModal> {
    return toModal(await this.#menu(name, message, channel));
  }

  /** Presses a button of a message, by its place or label. */
  async press(seen: Seen, button: number | string = 0): Promise<Seen> {
    return toMessage(await this.#press(seen, button));
  }

  /** As `press`, for a button that opens a modal. */
  async pressForModal(seen: Seen, button: number | string = 0): Promise<SeenModal> {
    return toModal(await this.#press(seen, button));
  }

  /** Chooses from a select menu of a message; `place` counts the menus. */
  async select(seen: Seen, values: string | readonly string[], place = 0): Promise<Seen> {
    return toMessage(await this.#select(seen, values, place));
  }

  /** As `select`, for a menu that opens a modal. */
  async selectForModal(seen: Seen, values: string | readonly string[], place = 0): Promise<SeenModal> {
    return toModal(await this.#select(seen, values, place));
  }

  /** Fills in a modal and sends it. */
  async submit(modal: SeenModal, filled: Filled = {}): Promise<Seen> {
    const { channel, owners, source, userId } = modal.interaction;
    if (userId !== this.id) throw new Error('This modal is shown to another person.');
    const data = { custom_id: modal.customId, components: filledIn(modal.data, filled) };
    const type = InteractionType.ModalSubmit;
    return toMessage(await this.#around.interact({ type, user: this, channel, owners, data, source }));
  }

  /**
   * Sends a custom id that is not on the message, as Discord would not; so a test sees that the bot checks its ids.
   * With values as a select menu sends it, without as a button does.
   */
  async forge(seen: Seen, customId: string, values?: readonly string[]): Promise<Seen> {
    const type = values ? ComponentType.StringSelect : ComponentType.Button;
    return toMessage(
      await this.#use(seen.message, { component_type: type, custom_id: customId, ...(values && { values }) }),
    );
  }

  #mustOwn(message: Message): void {
    if (message.author.id !== this.id) throw new Error(`This message is not one of ${this.account.username}.`);
    if (message.deleted) throw new Error('This message is deleted.');
  }

  #press(seen: Seen, wanted: number | string): Promise<Outcome> {
    const link = seen.links.find(({ label }) => label === wanted);
    if (link) throw new Error(`"${link.label}" opens an address; the bot is not told of it.`);
    const find = typeof wanted === 'number' ? seen.buttons[wanted] : seen.buttons.find(({ label }) => label === wanted);
    if (!find)
      throw new Error(
        `The message has no button ${wanted}; it has: ${seen.buttons.map(({ label }) => label).join(', ')}.`,
      );
    const now = buttonsOf(seen.message).find(({ customId }) => customId === find.customId);
    mustBeUsable(now, find.label);
    return this.#use(seen.message, { component_type: ComponentType.Button, custom_id: find.customId });
  }

  #select(seen: Seen, values: string | readonly string[], place: number): Promise<Outcome> {
    const wanted = seen.selects[place];
    if (!wanted) throw new Error(`The message has no select menu ${place}; it has ${seen.selects.length}.`);
    const now = selectsOf(seen.message).find(({ customId }) => customId === wanted.customId);
    mustBeUsable(now, wanted.placeholder);
    const chosen = typeof values === 'string' ? [values] : values;
    if (chosen.length < now.min || chosen.length > now.max)
      throw new Error(`The select menu takes ${now.min} to ${now.max} values; got ${chosen.length}.`);
    const strange = chosen.find((value) => !now.options.some((option) => option.value === value));
    if (strange !== undefined)
      throw new Error(`"${strange}" is no option; there are: ${now.options.map(({ value }) => value).join(', ')}.`);
    const data = { component_type: ComponentType.StringSelect, custom_id: now.customId, values: chosen };
    return this.#use(seen.message, data);
  }

  #use(message: Message, data: object): Promise<Outcome> {
    if (message.deleted) throw new Error('This message is deleted.');
    if (message.onlyFor !== undefined && message.onlyFor !== this.id)
      throw new Error('This message is visible to another person alone.');
    const { channel, interaction } = message;
    const owners = interaction?.owners ?? { 0: channel.guild?.id ?? '0' };
    const type = InteractionType.MessageComponent;
    return this.#around.interact({ type, user: this, channel, owners, data: { id: 1, ...data }, source: message });
  }

  #command({ type, name, typed, channel, focused }: Use): Promise<Outcome> {
    const [root = '', ...path] = name.split(' ');
    const command = this.#find(root, ApplicationCommandType.ChatInput, channel);
    const data = {
      id: command['id'],
      name: root,
      type: ApplicationCommandType.ChatInput,
      options: typedOptions(command, path, typed, focused),
    };
    const owners = this.#ownersOf(command, channel);
    return this.#around.interact({ type, user: this, channel, owners, data });
  }

  /** The target comes whole, whatever intents the bot has. */
  #menu(name: string, message: Message, channel: Channel): Promise<Outcome> {
    if (message.deleted) throw new Error('This message is deleted.');
    const command = this.#find(name, ApplicationCommandType.Message, channel);
    const data = {
      id: command['id'],
      name,
      type: ApplicationCommandType.Message,
      target_id: message.id,
      resolved: { messages: { [message.id]: this.#around.tell(message) } },
    };
    const owners = this.#ownersOf(command, channel);
    return this.#around.interact({ type: InteractionType.ApplicationCommand, user: this, channel, owners, data });
  }

  #find(name: string, type: ApplicationCommandType, channel: Channel): Body {
    if (channel.thread?.archived) throw new Error('Commands can not be used in an archived thread.');
    const offered = this.commands(channel).find(({ command }) => command['name'] === name && command['type'] === type);
    if (!offered) throw new Error(`Discord does not offer /${name} to ${this.account.username} here.`);
    return offered.command;
  }

  #ownersOf(command: Body, channel: Channel): Owners {
    const owners = this.#around.ownersIn(channel, this.id);
    return command['guild_id'] === undefined ? ownersFor(command, owners) : { 0: String(command['guild_id']) };
  }

  #mayUse(command: Body, channel: Channel): boolean {
    const needed = command['default_member_permissions'];
    if (!channel.guild) return true;
    const has = this.#around.permissions(channel, this.id);
    if (!(has & PermissionFlagsBits.UseApplicationCommands)) return false;
    if (this.#around.isCommandAllowed(String(command['name']), this.id)) return true;
    return typeof needed !== 'string' || isAllowed(has, BigInt(needed));
  }
}

/** "0" needs Administrator alone. */
function isAllowed(has: bigint, needed: bigint): boolean {
  return needed === 0n ? (has & PermissionFlagsBits.Administrator) !== 0n : (has & needed) === needed;
}

function mustBeUsable<T extends { readonly disabled: boolean }>(item: T | undefined, name: string): asserts item is T {
  if (!item) throw new Error(`"${name}" is no longer on the message.`);
  if (item.disabled) throw new Error(`"${name}" is disabled.`);
}

function toMessage(outcome: Outcome): Seen {
  if ('message' in outcome) return see(outcome.message, outcome.interaction);
  if ('modal' in outcome)
    throw new Error('A modal was opened instead of a message; see the methods that end in "ForModal".');
  throw new Error('choices' in outcome ? 'Choices came instead of a message.' : 'The answer was taken away unseen.');
}

function toModal(outcome: Outcome): SeenModal {
  if ('modal' in outcome) return seeModal(outcome.modal, outcome.interaction);
  throw new Error('A modal was expected; a message or choices came.');
}
