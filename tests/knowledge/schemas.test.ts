import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderSchemas } from '../../scripts/schemas.ts';

describe('the schemas for editors', () => {
  it.each(renderSchemas())('%s is up to date (node scripts/write-schemas.ts)', (name, text) => {
    expect(readFileSync(new URL(`../../knowledge/schema/${name}`, import.meta.url), 'utf8')).toBe(text);
  });

  it.each(renderSchemas())('%s is named in the first line of its file', (name) => {
    const file = name.replace('.schema.json', '.yaml');
    const [first] = readFileSync(new URL(`../../knowledge/${file}`, import.meta.url), 'utf8').split('\n');
    expect(first).toBe(`# yaml-language-server: $schema=schema/${name}`);
  });
});
