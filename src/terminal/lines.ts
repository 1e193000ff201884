/** Lines from a stream and to a stream. */
import { once } from 'node:events';

/** Lines of a stream without their ends; a byte order mark at the start is left out. */
export async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  // Whoever only writes lines needs no reader.
  const { createInterface } = await import('node:readline');
  let first = true;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    yield first ? line.replace(/^\uFEFF/, '') : line;
    first = false;
  }
}

/** Writes a line and waits while the reader is behind. */
export async function writeLine(output: NodeJS.WritableStream, line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await once(output, 'drain');
}
