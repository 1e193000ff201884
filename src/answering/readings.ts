/** What a follow-up may have been meant as, and which of that is likeliest. */
import type { Context } from './conversation.ts';
import { weighed } from './logistic.ts';
import type { Understanding, Understood } from './understanding.ts';
import { BOUNDS } from './verdict.ts';
import weights from './weights.json' with { type: 'json' };

/** A follow-up understood in several ways. */
export interface Readings {
  /** By itself. */
  readonly alone: Understanding;
  /** As people were foreseen to ask after what was told last. */
  readonly foreseen: Understanding;
  /** With the terms of the conversation. */
  readonly carried: Understanding;
  /** With its words in the place of words of the last question. */
  readonly rewritten: readonly Understanding[];
}

/** What speaks for and against one entry, in the order of the fitted weights. */
export const READING_SIGNALS = [
  /** Confidence of each way to read it that finds this entry; 0 where it finds another. */
  'foreseen',
  'carried',
  'alone',
  'rewritten',
  /** The highest confidence in another entry. */
  'others',
  /** Its lead over the best gap in each way to read it that finds this entry, from -1 to 1. */
  'foreseenLead',
  'carriedLead',
  'aloneLead',
  /** How surely the last question, with the words of this one, is declined. */
  'rewrittenGap',
  /** 1 where it was just told, and something else is asked. */
  'repeats',
] as const;

/** One entry that a follow-up may be about. */
export interface Reading {
  /** The way to read it that is surest of the entry. */
  readonly understanding: Understood;
  readonly signals: readonly number[];
}

const hasEntry = (understanding: Understanding): understanding is Understood => understanding.entry !== undefined;

const waysOf = ({ foreseen, carried, alone, rewritten }: Readings): readonly Understanding[] => [
  foreseen,
  carried,
  alone,
  ...rewritten,
];

/** Every entry that is the best one in some way to read a follow-up. */
export function readingsByEntry(readings: Readings, { turn }: Context): Reading[] {
  const { alone, foreseen, carried, rewritten } = readings;
  const ways = waysOf(readings).filter(hasEntry);
  const surest = new Map<string, Understood>();
  for (const way of [...ways].sort((a, b) => b.confidence - a.confidence))
    if (!surest.has(idOf(way))) surest.set(idOf(way), way);
  return [...surest].map(([id, understanding]) => {
    const sureness = (way: Understanding): number => (hasEntry(way) && idOf(way) === id ? way.confidence : 0);
    const lead = (way: Understanding): number => (hasEntry(way) && idOf(way) === id ? leadOf(way) : 0);
    const values: Record<(typeof READING_SIGNALS)[number], number> = {
      foreseen: sureness(foreseen),
      carried: sureness(carried),
      alone: sureness(alone),
      rewritten: Math.max(0, ...rewritten.map(sureness)),
      others: Math.max(0, ...ways.map((way) => (idOf(way) === id ? 0 : way.confidence))),
      foreseenLead: lead(foreseen),
      carriedLead: lead(carried),
      aloneLead: lead(alone),
      rewrittenGap: Math.max(0, ...rewritten.map(refusalOf)),
      repeats: alone.analysis.asks.size > 0 && turn.answer.entries.includes(id) ? 1 : 0,
    };
    return { understanding, signals: READING_SIGNALS.map((signal) => values[signal]) };
  });
}

const leadOf = ({ entry, other }: Understood): number => Math.max(-1, Math.min(1, entry.score - (other?.score ?? 0)));

const idOf = ({ entry }: Understood): string => entry.target.item.id;

/**
 * What a follow-up most probably means: the likeliest entry, or where none is likely the way to read it that a gap declines
 * most surely. An entry answers from where a part of a question is answered: what was said before speaks for it too.
 */
export function likeliestOf(readings: Readings, context: Context): Understanding {
  const [likeliest] = readingsByEntry(readings, context)
    .map(({ understanding, signals }) => ({
      understanding,
      probability: weighed(READING_SIGNALS, signals, weights.reading),
    }))
    .sort((a, b) => b.probability - a.probability);
  const probability = likeliest?.probability ?? 0;
  if (likeliest && probability >= BOUNDS.part)
    return { ...likeliest.understanding, confidence: Math.max(BOUNDS.answer, probability) };
  const [declined = readings.alone] = [...waysOf(readings)].sort((a, b) => refusalOf(b) - refusalOf(a));
  return { ...declined, confidence: Math.min(declined.confidence, probability) };
}

/** How surely a reading is declined by its best gap. */
const refusalOf = ({ confidence, other }: Understanding): number => (1 - confidence) * Math.min(1, other?.score ?? 0);
