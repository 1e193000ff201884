/** The outcome of a reload, by the name under which the adapters know it. */
export type { ReloadOutcome } from './custody.ts';
