/**
 * Writes the JSON Schemas by which editors help with the files of the knowledge: `knowledge/schema/*.schema.json`.
 *
 *     node scripts/write-schemas.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { renderSchemas } from './schemas.ts';

const folder = new URL('../knowledge/schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of renderSchemas()) writeFileSync(new URL(name, folder), text);
