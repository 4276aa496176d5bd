import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Json, objectOf } from '../fields.ts';

export const MAX_BATCH_BYTES = 500 * 1024;
const MAX_EVENT_BYTES = 32 * 1024;

const unzip = promisify(gunzip);

/** The two reasons for which a request is refused for good. The message is for the sender. */
export class BadBody extends Error {}

/**
 * Reads a JSON body, whatever its content type says.
 * @throws BadBody when it is not a JSON object, or larger than 500 KB unpacked.
 */
export async function readBody(bytes: unknown, encoding: string | undefined): Promise<Json> {
  const packed = Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0);
  const plain = encoding === 'gzip' ? await unpack(packed) : packed;
  if (plain.length > MAX_BATCH_BYTES) throw new BadBody('The body is larger than 500 KB.');
  const body = parse(plain);
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw new BadBody('The body is not a JSON object.');
  }
  return objectOf(body);
}

async function unpack(bytes: Buffer): Promise<Buffer> {
  try {
    return await unzip(bytes, { maxOutputLength: MAX_BATCH_BYTES });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new BadBody(isTooLarge ? 'The body is larger than 500 KB.' : 'The body is not gzip.');
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new BadBody('The body is not JSON.');
  }
}

/**
 * The events of a body: those of its batch, or the body itself.
 * @throws BadBody when a batch is no list, or an event is larger than 32 KB.
 */
export function eventsOf(body: Json, isBatch: boolean): Json[] {
  if (isBatch && !Array.isArray(body.batch)) throw new BadBody('The body has no batch.');
  const events = isBatch ? (body.batch as unknown[]).map(objectOf) : [body];
  if (events.some(isTooLarge)) throw new BadBody('An event is larger than 32 KB.');
  return events;
}

/** Counts characters first: bytes are counted only near the limit. */
function isTooLarge(event: Json): boolean {
  const json = JSON.stringify(event);
  return json.length * 3 > MAX_EVENT_BYTES && Buffer.byteLength(json) > MAX_EVENT_BYTES;
}
