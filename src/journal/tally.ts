/** Counts in memory, and what can be told from them. Its size is that of the knowledge, however much is asked. */
import { type Count, dateOf, EVERY, isReason, type Outcome } from './counts.ts';
import { type Counted, HALF_LIFE, type JournalSummary, TOP } from './journal.ts';

/** One outcome of one target. */
interface Cell {
  count: number;
  /** The count in which each day weighs by its age on `day`. */
  recent: number;
  /** The last day on which something was counted. */
  day: number;
}

type Cells = Map<Outcome, Cell>;

/** What a question of so many days ago counts. */
const weightAt = (days: number): number => 2 ** (-days / HALF_LIFE);

export class Tally {
  readonly #cells = new Map<string, Cells>();
  #since: number | undefined;

  /** Days may come in any order. */
  add({ day, target, outcome, count }: Count): void {
    const cells = this.#cellsOf(target);
    const cell = cells.get(outcome) ?? { count: 0, recent: 0, day };
    const last = Math.max(cell.day, day);
    cells.set(outcome, {
      count: cell.count + count,
      recent: cell.recent * weightAt(last - cell.day) + count * weightAt(last - day),
      day: last,
    });
    this.#since = Math.min(this.#since ?? day, day);
  }

  /** All counts, each on the last day on which it grew. */
  counts(): Count[] {
    return [...this.#cells].flatMap(([target, cells]) =>
      [...cells].map(([outcome, { day, count }]) => ({ day, target, outcome, count })),
    );
  }

  mostAsked(limit: number, today: number): string[] {
    const scored = this.#targets().flatMap(([id, cells]) => {
      const answered = cells.get('answered');
      return answered ? [{ id, score: answered.recent * weightAt(today - answered.day) }] : [];
    });
    return scored
      .sort((a, b) => b.score - a.score || byId(a, b))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  summary(): JournalSummary {
    const every: Cells = this.#cells.get(EVERY) ?? new Map();
    const of = (outcome: Outcome): number => every.get(outcome)?.count ?? 0;
    const reasons = {
      'not-in-articles': of('not-in-articles'),
      'off-topic': of('off-topic'),
      unclear: of('unclear'),
    };
    const declined = reasons['not-in-articles'] + reasons['off-topic'] + reasons.unclear;
    const verdicts = { answered: of('answered'), suggested: of('suggested'), declined, chat: of('chat') };
    return {
      ...(this.#since === undefined ? {} : { since: dateOf(this.#since) }),
      asked: verdicts.answered + verdicts.suggested + verdicts.declined + verdicts.chat,
      verdicts,
      reasons,
      votes: { helpful: of('helpful'), unhelpful: of('unhelpful') },
      entries: this.#mostCounted((outcome) => outcome === 'answered'),
      gaps: this.#mostCounted(isReason),
      unhelpful: this.#mostUnhelpful(),
    };
  }

  /** Targets that have an outcome of some kind, most asked first. */
  #mostCounted(isOfKind: (outcome: Outcome) => boolean): Counted[] {
    return this.#targets()
      .filter(([, cells]) => [...cells.keys()].some(isOfKind))
      .map(counted)
      .sort((a, b) => b.asked - a.asked || byId(a, b))
      .slice(0, TOP);
  }

  #mostUnhelpful(): Counted[] {
    return this.#targets()
      .map(counted)
      .filter(({ unhelpful }) => unhelpful > 0)
      .sort((a, b) => b.unhelpful - a.unhelpful || a.helpful - b.helpful || byId(a, b))
      .slice(0, TOP);
  }

  #targets(): [string, Cells][] {
    return [...this.#cells].filter(([target]) => target !== EVERY);
  }

  #cellsOf(target: string): Cells {
    const known = this.#cells.get(target);
    if (known) return known;
    const cells: Cells = new Map();
    this.#cells.set(target, cells);
    return cells;
  }
}

/** Equal counts are told in the order of their ids, so that the same counts are always told the same way. */
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

function counted([id, cells]: [string, Cells]): Counted {
  const of = (outcome: Outcome): number => cells.get(outcome)?.count ?? 0;
  const [helpful, unhelpful] = [of('helpful'), of('unhelpful')];
  const all = [...cells.values()].reduce((sum, { count }) => sum + count, 0);
  return { id, asked: all - helpful - unhelpful, helpful, unhelpful };
}
