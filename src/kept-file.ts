/** Named pieces of bytes <-> one file of bytes that notices when any of it has changed. */

// Imported by name, node:zlib would load parts of Node that nobody needs at a start.
const { crc32 } = process.getBuiltinModule('node:zlib');

/** Changes with the layout below: a file of another layout is no file of ours. */
const LAYOUT = 0x73_62_00_01;
/** Layout, checksum, and length of the list of pieces, four bytes each; what follows begins at a multiple of eight. */
const HEADER = 16;

const padded = (length: number): number => Math.ceil(length / 8) * 8;

/** The pieces one after the other, with a list of their names and lengths before them. */
export function packFile(pieces: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const list = Buffer.from(JSON.stringify([...pieces].map(([name, { length }]) => [name, length])));
  const body = [list, ...pieces.values()];
  const bytes = new Uint8Array(body.reduce((sum, { length }) => sum + padded(length), HEADER));
  let at = HEADER;
  for (const piece of body) {
    bytes.set(piece, at);
    at += padded(piece.length);
  }
  const header = new Uint32Array(bytes.buffer, 0, HEADER / 4);
  header[2] = list.length;
  header[3] = bytes.length;
  header[1] = checksumOf(bytes);
  header[0] = LAYOUT;
  return bytes;
}

/** The pieces of a file, as views of its bytes. Throws when it is not what `packFile` has made. */
export function unpackFile(file: Uint8Array): ReadonlyMap<string, Uint8Array> {
  // Words of four bytes are read, and a buffer may begin anywhere.
  const bytes = file.byteOffset % 4 === 0 ? file : new Uint8Array(file);
  const header = bytes.length < HEADER ? [] : new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER / 4);
  const [layout, checksum, listed = 0, length] = header;
  if (layout !== LAYOUT) throw new Error('it is of another layout');
  if (length !== bytes.length) throw new Error(`it has ${bytes.length} bytes instead of ${length}`);
  if (checksum !== checksumOf(bytes)) throw new Error('its checksum is wrong');
  const pieces = new Map<string, Uint8Array>();
  let at = HEADER + padded(listed);
  const list: [string, number][] = JSON.parse(Buffer.from(bytes.subarray(HEADER, HEADER + listed)).toString());
  for (const [name, size] of list) {
    pieces.set(name, bytes.subarray(at, at + size));
    at += padded(size);
  }
  return pieces;
}

/** Over all that follows the checksum. Against accidents, not against malice: who may write here may write the engine. */
const checksumOf = (bytes: Uint8Array): number => crc32(bytes.subarray(8));
