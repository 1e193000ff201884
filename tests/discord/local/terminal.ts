/** A person at a terminal who uses the local Discord, line by line. */
import type { LocalDiscord } from './local-discord.ts';
import { LOCALES, type LocaleCode } from './locales.ts';
import { numberedText, type Seen } from './seen.ts';
import type { User } from './user.ts';
import { type Body, isBody } from './values.ts';
import type { Message } from './world.ts';

export const HELP = `\
@bot TEXT         asks in the channel
dm TEXT           writes to the bot alone
/NAME TEXT        uses a command
type /NAME TEXT   shows to what it completes
press NUMBER      presses a button of the last message that has some
choose NUMBER     chooses from the menu of the last message that has one
edit TEXT         changes what was said last
menu NAME         uses a command of the menu of what was said last
as NAME           goes on as somebody else
locale CODE       goes on in another language, such as fr
help              shows this
anything else     is said to nobody in particular`;

export class Terminal {
  readonly #discord: LocalDiscord;
  #user: User;
  /** The last message that can be used. */
  #usable: Seen | undefined;
  #said: Message | undefined;

  constructor(discord: LocalDiscord, name: string) {
    this.#discord = discord;
    this.#user = discord.user(name);
  }

  get prompt(): string {
    return `${this.#user.account.username}> `;
  }

  /** Does what a line says. @returns what the person sees then; what went wrong instead, in words */
  async act(line: string): Promise<string> {
    const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(line.trim()) ?? [];
    const shown = await this.#do(word, rest).catch((error: Error) => error.message);
    const refused = this.#discord
      .takeRefused()
      .map(({ request, status, code, message }) => `Discord refused ${request}: ${status}, ${code}, ${message}`);
    return [shown, ...refused].join('\n');
  }

  async #do(word: string, rest: string): Promise<string> {
    if (word.startsWith('/')) return this.#show(await this.#user.slash(...this.#command(word, rest)));
    switch (word) {
      case '@bot':
        return this.#ask(`${this.#discord.botMention} ${rest}`);
      case 'dm':
        return this.#ask(rest, this.#discord.world.directChannel(this.#user.account));
      case 'type':
        return this.#type(rest);
      case 'press':
        return this.#press(Number(rest));
      case 'choose':
        return this.#choose(Number(rest));
      case 'edit':
        return this.#show(await this.#user.editAndSee(this.#lastSaid, this.#addressed(rest)));
      case 'menu':
        return this.#show(await this.#user.context(rest, this.#lastSaid));
      case 'as':
        this.#user = this.#discord.user(rest || 'ana');
        return '';
      case 'locale':
        return this.#speak(rest);
      case 'help':
      case '':
        return HELP;
      default:
        this.#said = this.#user.say(this.#discord.general, `${word} ${rest}`.trim());
        return '';
    }
  }

  async #ask(text: string, channel = this.#discord.general): Promise<string> {
    const answer = this.#user.ask(channel, text.trim());
    this.#said = [...channel.messages.values()].findLast(({ author }) => author.id === this.#user.id);
    return this.#show(await answer);
  }

  #show(seen: Seen): string {
    if (seen.buttons.length + seen.selects.length > 0) this.#usable = seen;
    return numberedText(seen.message);
  }

  /** The name of a command and what is typed into its first option. */
  #command(word: string, rest: string): [name: string, typed: Record<string, string>] {
    const root = word.slice(1);
    const command = this.#user.commands().find(({ command }) => command['name'] === root)?.command ?? {};
    const [, next = '', text = ''] = /^(\S*)\s*(.*)$/.exec(rest) ?? [];
    const nested = optionsOf(command).find((option) => option['name'] === next && option['type'] === 1);
    const typed = nested ? text : rest;
    const [first] = optionsOf(nested ?? command);
    return [nested ? `${root} ${next}` : root, typed === '' ? {} : { [String(first?.['name'] ?? 'text')]: typed }];
  }

  async #type(rest: string): Promise<string> {
    const [, word = '', text = ''] = /^(\S*)\s*(.*)$/.exec(rest) ?? [];
    const [name, typed] = this.#command(word, text || ' ');
    const choices = await this.#user.autocomplete(name, Object.keys(typed)[0] ?? '', text);
    return choices.map((choice) => choice.name).join('\n');
  }

  async #press(number: number): Promise<string> {
    const { buttons } = this.#last;
    if (!buttons[number - 1]) throw new Error(`Expected a button from 1 to ${buttons.length}, got ${number}.`);
    return this.#show(await this.#user.press(this.#last, number - 1));
  }

  async #choose(number: number): Promise<string> {
    const options = this.#last.selects[0]?.options ?? [];
    const option = options[number - 1];
    if (!option) throw new Error(`Expected an option from 1 to ${options.length}, got ${number}.`);
    return this.#show(await this.#user.select(this.#last, option.value));
  }

  async #speak(code: string): Promise<string> {
    if (!LOCALES.includes(code)) throw new Error(`Expected one of ${LOCALES.join(', ')}, got "${code}".`);
    this.#user.locale = code as LocaleCode;
    return '';
  }

  /** In the channel the bot is meant when it is mentioned. */
  #addressed(text: string): string {
    return this.#lastSaid.channel.guild ? text.replace('@bot', this.#discord.botMention) : text;
  }

  get #last(): Seen {
    if (!this.#usable) throw new Error('Expected a message with buttons or a menu; none has come yet.');
    return this.#usable;
  }

  get #lastSaid(): Message {
    if (!this.#said) throw new Error('Expected a message that was said last; nothing has been said yet.');
    return this.#said;
  }
}

function optionsOf({ options }: Body): readonly Body[] {
  return Array.isArray(options) ? options.filter(isBody) : [];
}
