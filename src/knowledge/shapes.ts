/** The shape of each file of the knowledge. The JSON Schemas for editors are made from these. */
import { z } from 'zod';

const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id of lower-case letters, digits and hyphens')
  .describe('Lower-case letters, digits and hyphens; never changed once it is published.');
const text = z.string().trim().min(1, 'a text that is not empty');
const texts = z.array(text);

export const sourcesShape = z
  .strictObject({
    event: text.describe('The event in a few words, for the bot\'s own sentences: "the … summit of …".'),
    sources: z
      .array(
        z.strictObject({
          id,
          publisher: text,
          title: text,
          url: z.url().describe('Address of the article on the web.'),
          published: text.describe('When it appeared, as precisely as is known.'),
          file: text.describe('File name under seeds/.'),
          furniture: texts
            .optional()
            .describe('Lines of the web page that are no article, verbatim; they can not be quoted.'),
        }),
      )
      .min(1),
  })
  .describe('The articles.');

export const factsShape = z
  .array(
    z.strictObject({
      id,
      claim: text.describe('One claim in our own words.'),
      quotes: z
        .array(z.record(id, text))
        .min(1)
        .describe(
          'Each quote as "source: words", verbatim from the article; typographic quotes, dashes and white space may differ.',
        ),
      note: text.optional().describe('What a reader must know about the wording, such as a slip of the article.'),
    }),
  )
  .describe('Claims, each proved by quotes.');

export const questionsShape = z
  .array(
    z.strictObject({
      id,
      question: text.describe('The question as the bot shows it.'),
      answer: text.describe(
        'One or two full sentences; dates in full; who says so where it matters. Has to read well after "Yes." and "No.".',
      ),
      facts: z.array(id).min(1).describe('Ids of the facts on which the answer rests, most telling first.'),
      topics: z.array(id).optional(),
      related: z.array(id).optional().describe('Ids of the entries to offer next, most wanted first.'),
      premises: z
        .array(
          z.strictObject({
            place: texts.optional(),
            person: texts.optional(),
            organisation: texts.optional(),
            date: texts.optional(),
            about: z
              .array(id)
              .min(1)
              .describe('Ids of the names and words that a question must have to be about this.'),
          }),
        )
        .optional()
        .describe('The true names of a kind: another name of that kind said of the same is corrected.'),
      phrasings: texts.describe('Other ways to ask, of really different words.'),
      yes: texts.optional().describe('Yes/no questions to which the articles say yes.'),
      no: texts.optional().describe('Yes/no questions to which the articles say no.'),
      wrong: texts.optional().describe('Questions that take something for granted that the articles contradict.'),
    }),
  )
  .describe('Entries: questions with their answers.');

export const gapsShape = z
  .array(
    z.strictObject({
      id,
      question: text,
      reply: text.describe('The refusal; it claims nothing that the articles do not say.'),
      reason: z.enum(['not-in-articles', 'off-topic']).optional(),
      nearest: z.array(id).optional().describe('Ids of the facts that come nearest; they are cited.'),
      related: z.array(id).optional().describe('Ids of the entries to offer instead.'),
      phrasings: texts,
    }),
  )
  .describe('What people ask and the articles do not say.');

export const chatShape = z.array(z.strictObject({ id, reply: text, phrasings: texts.min(1) })).describe('Small talk.');

export const followUpsShape = z
  .array(
    z.strictObject({
      after: id.describe('Id of the entry or gap that was told last.'),
      asked: z
        .record(
          id,
          z.union([
            texts.min(1),
            z.strictObject({
              phrasings: texts.optional(),
              yes: texts.optional().describe('Yes/no questions to which the articles say yes there.'),
              no: texts.optional().describe('Yes/no questions to which the articles say no there.'),
              wrong: texts
                .optional()
                .describe('Questions that take something for granted that the articles contradict.'),
            }),
          ]),
        )
        .describe('What people ask next, by the id of the entry that answers it there or of the gap that declines it.'),
    }),
  )
  .describe('Follow-ups: what people ask next, which means something only after what was told last.');

const expectations = ['entry', 'entries', 'gap', 'declined'] as const;

export const goldenShape = z
  .array(
    z
      .strictObject({
        question: text.describe("What a reader asks, in the reader's own words; typing mistakes and all."),
        after: texts
          .min(1)
          .optional()
          .describe('What the same reader has asked before, oldest first; for questions such as "and where?".'),
        entry: id.optional().describe('Id of the one entry that has to answer.'),
        entries: z.array(id).min(2).optional().describe('Ids of all entries that have to answer, in any order.'),
        gap: id.optional().describe('Id of the gap that has to decline.'),
        declined: z
          .enum(['not-in-articles', 'off-topic', 'unclear'])
          .optional()
          .describe('The reason for which it has to be declined, by whatever gap or none.'),
      })
      .refine((golden) => expectations.filter((key) => golden[key] !== undefined).length === 1, {
        error: `Expected exactly one of ${expectations.join(', ')}`,
      })
      // What the refinement says, for editors.
      .meta({ oneOf: expectations.map((key) => ({ required: [key] })) }),
  )
  .describe('Golden questions: what readers ask and what has to answer it, whatever else changes.');

const kind = z.enum(['person', 'place', 'organisation', 'thing']);

export const vocabularyShape = z
  .strictObject({
    names: z
      .partialRecord(kind, z.record(id, texts.min(1)))
      .describe('Names that stand in the articles: id and ways to write it, the name itself first.'),
    elsewhere: z
      .partialRecord(kind, z.array(z.union([text, texts.min(1)])))
      .optional()
      .describe('Names that people bring up and no article has.'),
    words: z.record(id, texts.min(1)).optional().describe('Words that mean the same here.'),
  })
  .describe('Names and words.');

/** Shape of each file, in the order in which the files are read. */
export const shapes = {
  sources: sourcesShape,
  facts: factsShape,
  questions: questionsShape,
  gaps: gapsShape,
  chat: chatShape,
  'follow-ups': followUpsShape,
  vocabulary: vocabularyShape,
  golden: goldenShape,
};

export type FileName = keyof typeof shapes;
export type Contents = { readonly [Name in FileName]: z.infer<(typeof shapes)[Name]> };
