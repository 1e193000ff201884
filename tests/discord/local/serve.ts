/**
 * A Discord to try the bot on by hand. Says how the bot is started there, then takes what a person does, line by line.
 *
 *     node tests/discord/local/serve.ts [port]
 */
import { createInterface } from 'node:readline';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { LocalDiscord } from './local-discord.ts';
import { HELP, Terminal } from './terminal.ts';

const PORT = 4300;

const discord = await LocalDiscord.start({ port: Number(process.argv[2] ?? PORT), patience: 10_000 });
const admin = discord.user('admin');
discord.grant(admin, PermissionFlagsBits.Administrator);
const terminal = new Terminal(discord, 'ana');
const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: terminal.prompt });

console.log(`Start the bot in another terminal:

DISCORD_API_URL=${discord.apiUrl} DISCORD_TOKEN=${discord.token} BOT_ADMINS=${admin.id} npm start

${HELP}
`);
let isOver = false;
lines.once('close', () => {
  isOver = true;
});
lines.prompt();
for await (const line of lines) {
  console.log(`${await terminal.act(line)}\n`);
  lines.setPrompt(terminal.prompt);
  // The last lines may still be read after the end of the input.
  if (!isOver) lines.prompt();
}
await discord.stop();
