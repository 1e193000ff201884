import type { Phrases } from './en.ts';
import { en } from './en.ts';
export const de: Phrases = en;
