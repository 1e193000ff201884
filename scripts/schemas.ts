/** The shapes of the knowledge as JSON Schemas. */
import { z } from 'zod';
import { shapes } from '../src/knowledge/shapes.ts';

/** Each schema by its file name, as it is written. */
export const renderSchemas = (): [string, string][] =>
  Object.entries(shapes).map(([name, shape]) => [
    `${name}.schema.json`,
    `${JSON.stringify(z.toJSONSchema(shape, { io: 'input' }), undefined, 2)}\n`,
  ]);
