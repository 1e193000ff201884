/** A person who uses Discord, by what they can do there. */
import { type APIUser, InteractionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { type Typed, typedOptions } from './commands.ts';
import type { Outcome } from './interactions.ts';
import { type Seen, see } from './seen.ts';
import type { Body } from './values.ts';
import type { Channel, Guild, Message } from './world.ts';

export interface SayOptions {
  readonly replyTo?: Message;
  /** Whether the reply notifies the one who is answered; true in a Discord client unless switched off. */
  readonly pingReplied?: boolean;
}

/** What a user needs of the local Discord. */
export interface Surroundings {
  readonly botMention: string;
  readonly guild: Guild;
  say(author: APIUser, channel: Channel, content: string, options: SayOptions): Message;
  nextFromBot(after: Message): Promise<Message>;
  directChannel(user: APIUser): Channel;
  permissions(channel: Channel, userId: string): bigint;
  findCommand(name: string, channel: Channel): Body | undefined;
  isCommandAllowed(name: string, userId: string): boolean;
  interact(type: InteractionType, user: APIUser, channel: Channel, data: object, source?: Message): Promise<Outcome>;
}

export interface Choice {
  readonly name: string;
  readonly value: string;
}

export class User {
  readonly account: APIUser;
  readonly #around: Surroundings;

  constructor(account: APIUser, around: Surroundings) {
    this.account = account;
    this.#around = around;
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
    return this.ask(channel, `${this.#around.botMention} ${question}`.trim(), options);
  }

  /** Writes to the bot alone. */
  dm(content: string): Promise<Seen> {
    return this.ask(this.#around.directChannel(this.account), content);
  }

  /** Uses a slash command: `ask`, or `knowledge reload` for a subcommand. */
  async slash(name: string, typed: Typed = {}, channel: Channel = this.#home()): Promise<Seen> {
    const outcome = await this.#command(InteractionType.ApplicationCommand, name, typed, channel);
    if (!('message' in outcome)) throw new Error(`/${name} was answered with choices instead of a message.`);
    return see(outcome.message);
  }

  /** Types into an option that completes itself. */
  async autocomplete(
    name: string,
    option: string,
    text: string,
    channel: Channel = this.#home(),
  ): Promise<readonly Choice[]> {
    const outcome = await this.#command(
      InteractionType.ApplicationCommandAutocomplete,
      name,
      { [option]: text },
      channel,
      option,
    );
    if (!('choices' in outcome))
      throw new Error(`Typing into /${name} was answered with a message instead of choices.`);
    return outcome.choices.map((choice) => ({ name: String(choice['name']), value: String(choice['value']) }));
  }

  /** Presses a button of a message, by its place. */
  async press(seen: Seen, place = 0): Promise<Seen> {
    const button = seen.buttons[place];
    if (!button) throw new Error(`The message has no button ${place}; it has ${seen.buttons.length}.`);
    const { message } = seen;
    if (message.onlyFor !== undefined && message.onlyFor !== this.id)
      throw new Error('This message is visible to another person alone.');
    const data = { component_type: 2, custom_id: button.customId, id: 1 };
    const outcome = await this.#around.interact(
      InteractionType.MessageComponent,
      this.account,
      message.channel,
      data,
      message,
    );
    if (!('message' in outcome)) throw new Error('The button was answered with choices instead of a message.');
    return see(outcome.message);
  }

  #home(): Channel {
    const [channel] = this.#around.guild.channels.values();
    if (!channel) throw new Error('The server has no channel.');
    return channel;
  }

  #command(type: InteractionType, name: string, typed: Typed, channel: Channel, focused?: string): Promise<Outcome> {
    const [root = '', ...path] = name.split(' ');
    const command = this.#around.findCommand(root, channel);
    if (!command || !this.#mayUse(command, channel))
      throw new Error(`Discord does not offer /${root} to ${this.account.username} here.`);
    const data = { id: command['id'], name: root, type: 1, options: typedOptions(command, path, typed, focused) };
    return this.#around.interact(type, this.account, channel, data);
  }

  #mayUse(command: Body, channel: Channel): boolean {
    const needed = command['default_member_permissions'];
    if (!channel.guild) return true;
    const has = this.#around.permissions(channel, this.id);
    if (!(has & PermissionFlagsBits.UseApplicationCommands)) return false;
    if (this.#around.isCommandAllowed(String(command['name']), this.id)) return true;
    return typeof needed !== 'string' || (needed !== '0' && (has & BigInt(needed)) === BigInt(needed));
  }
}
