/** A small knowledge folder for tests, sound as it is; each test breaks one thing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const ARTICLE = `The harbour festival will open on May 3, 2019, said mayor Ada Lind. “It will be a feast – for all,” she said.

Subscribe now!

Boats from Denmark
will race on Sunday.
`;

export const SOUND: Readonly<Record<string, string>> = {
  'seeds/fest.txt': ARTICLE,
  'knowledge/sources.yaml': `event: the harbour festival
sources:
  - id: news
    publisher: Harbour News
    title: A feast for all
    url: https://example.org/fest
    published: April 2019
    file: fest.txt
    furniture:
      - Subscribe now!
`,
  'knowledge/facts.yaml': `- id: opening
  claim: The festival opens on 3 May 2019.
  quotes:
    - news: The harbour festival will open on May 3, 2019, said mayor Ada Lind.
- id: feast
  claim: Mayor Ada Lind calls it a feast for all.
  quotes:
    - news: said mayor Ada Lind. "It will be a feast - for all,"
- id: race
  claim: Boats from Denmark race on Sunday.
  quotes:
    - news: Boats from Denmark will race on Sunday.
`,
  'knowledge/questions.yaml': `- id: when
  question: When does the festival open?
  answer: The festival opens on 3 May 2019.
  facts: [opening]
  related: [who]
  phrasings: [opening day, date of the festival, start of the feast, when is the opening]
  yes: [Does it open in May?]
- id: who
  question: Who is the mayor?
  answer: Ada Lind is the mayor.
  facts: [feast, opening]
  phrasings: [name of the mayor, who leads the town, who said it is a feast, who is Ada Lind, mayor's name]
- id: boats
  question: Which boats race?
  answer: Boats from Denmark race on Sunday.
  facts: [race]
  phrasings: [who races, which ships take part, from where come the boats, the regatta, what about the race]
`,
  'knowledge/gaps.yaml': `- id: price
  question: What does it cost?
  reply: The article says nothing about the price.
  nearest: [opening]
  related: [when]
  phrasings: [how much is a ticket, price of the entry]
`,
  'knowledge/chat.yaml': `- id: hello
  reply: Hello!
  phrasings: [hi, good day]
`,
  'knowledge/vocabulary.yaml': `names:
  person:
    lind: [Ada Lind, Lind]
  place:
    denmark: [Denmark, Danish]
elsewhere:
  place:
    - Norway
words:
  boat: [boat, ship]
`,
};

/** Writes a sound folder with some files replaced (or, with undefined, left out); it is removed when the test has ended. */
export function folderWith(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'knowledge-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries({ ...SOUND, ...changes })) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** A file of the sound folder with one piece of text replaced; throws when the piece is not there. */
export function edited(file: string, piece: string, replacement: string): Record<string, string> {
  const text = SOUND[file] ?? '';
  if (!text.includes(piece)) throw new Error(`Expected "${piece}" in ${file}.`);
  return { [file]: text.replace(piece, replacement) };
}

/** Golden questions that the sound folder answers as they expect; without this file it has none. */
export const GOLDEN: Readonly<Record<string, string>> = {
  'knowledge/golden.yaml': `- question: tell me the name of the mayor
  entry: who
- question: and who is the mayor?
  after: [when is the opening]
  entry: who
- question: what is the price of the entry
  gap: price
- question: what is the capital of Peru
  declined: off-topic
`,
};
