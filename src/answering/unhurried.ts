/** Indexing, rehearsing and warming up in small steps, between which others get their turn: readers are waiting meanwhile. */
import { setImmediate } from 'node:timers/promises';

/** Runs steps with a pause after so many each; tells the outcome. */
export async function unhurried<Outcome>(steps: Generator<unknown, Outcome>, inOneGo: number): Promise<Outcome> {
  for (let done = 1; ; done += 1) {
    const step = steps.next();
    if (step.done) return step.value;
    if (done % inOneGo === 0) await setImmediate();
  }
}
