import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { LiveLink } from './link-cache.ts';

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Long enough to go back and forth; whoever comes later is asked again. */
export const PASS_SECONDS = 3_600;

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

/** Salted, so that two links with the same password cannot be seen to have it. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password.normalize(), salt, HASH_BYTES);
  return `${salt.toString('base64url')}.${hash.toString('base64url')}`;
}

export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [salt = '', hash = ''] = kept.split('.').map((part) => Buffer.from(part, 'base64url'));
  return timingSafeEqual(
    await derive(password.normalize(), Buffer.from(salt), HASH_BYTES),
    Buffer.from(hash),
  );
}

type Guarded = Pick<LiveLink, 'id' | 'passwordHash'>;

/** What lets a visitor through who has said the password: for this link, until then, while it is the password. */
export function passFor(link: Guarded, at: Date, secret: string): string {
  const until = Math.floor(at.getTime() / 1_000) + PASS_SECONDS;
  return `${until}.${sign(link, until, secret)}`;
}

export function isPass(pass: string, link: Guarded, at: Date, secret: string): boolean {
  const [until = '', signature = ''] = pass.split('.');
  const expected = Buffer.from(sign(link, Number(until), secret));
  const given = Buffer.from(signature);
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  return isSigned && Number(until) * 1_000 > at.getTime();
}

function sign({ id, passwordHash }: Guarded, until: number, secret: string): string {
  return createHmac('sha256', secret)
    .update(`link password\n${id}\n${passwordHash}\n${until}`)
    .digest('base64url');
}
