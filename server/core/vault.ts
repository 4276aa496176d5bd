import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D, 8.2: 96 bits for the initialization vector. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Names the form of what is kept, so that another one can follow. */
const VERSION = 'v1.';

let key: Buffer | null = null;

/** Derives the key for what is kept encrypted from the installation's secret. Call once before anything is sealed. */
export function openVault(secret: string): void {
  key = Buffer.from(hkdfSync('sha256', secret, '', 'goodword vault', KEY_BYTES));
}

/** @param context what the text belongs to; only with the same context is it opened again. */
export function seal(text: string, context: string): string {
  return VERSION + encrypt(Buffer.from(text), context).toString('base64url');
}

/** @throws Error when it was changed, belongs to another context, or was sealed with another secret. */
export function unseal(sealed: string, context: string): string {
  if (!sealed.startsWith(VERSION)) throw unknownForm();
  return decrypt(Buffer.from(sealed.slice(VERSION.length), 'base64url'), context).toString('utf8');
}

/** A file as `seal` keeps a text. */
export function sealBytes(bytes: Buffer, context: string): Buffer {
  return Buffer.concat([Buffer.from(VERSION), encrypt(bytes, context)]);
}

/** @throws Error as `unseal` does. */
export function unsealBytes(sealed: Buffer, context: string): Buffer {
  if (!sealed.subarray(0, VERSION.length).equals(Buffer.from(VERSION))) throw unknownForm();
  return decrypt(sealed.subarray(VERSION.length), context);
}

/**
 * What a text comes to under the installation's secret: the same for the same text and context, and nobody can tell the
 * text from it.
 */
export function fingerprint(text: string, context: string): string {
  return createHmac('sha256', opened()).update(`${context}\0${text}`).digest('base64url');
}

function encrypt(bytes: Buffer, context: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, opened(), iv).setAAD(Buffer.from(context));
  return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv(CIPHER, opened(), sealed.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}

function opened(): Buffer {
  if (!key) throw new Error('the vault is not open');
  return key;
}

function unknownForm(): Error {
  return new Error('what is sealed has a form that is not known');
}
