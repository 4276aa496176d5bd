import { type Json, objectOf } from '../fields.ts';

const BASIC = /^Basic\s+(\S+)$/i;
const BEARER = /^Bearer\s+(\S+)$/i;

/** The write key: in Basic authentication as the user's name, else in the body, else as the Bearer token. */
export function writeKeyOf(authorization: string | undefined, body: Json): string {
  const basic = BASIC.exec(authorization ?? '')?.[1];
  const name = basic && Buffer.from(basic, 'base64').toString('utf8').split(':')[0];
  if (name) return name;
  const first = Array.isArray(body.batch) ? objectOf(body.batch[0]).writeKey : undefined;
  const told = body.writeKey ?? first;
  return typeof told === 'string' ? told : (BEARER.exec(authorization ?? '')?.[1] ?? '');
}
