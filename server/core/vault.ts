import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D, 8.2: 96 bits for the initialization vector. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Names the form of what is kept, so that another one can follow. */
const VERSION = 'v1';

let key: Buffer | null = null;

/** Derives the key for what is kept encrypted from the installation's secret. Call once before anything is sealed. */
export function openVault(secret: string): void {
  key = Buffer.from(hkdfSync('sha256', secret, '', 'goodword vault', KEY_BYTES));
}

/** @param context what the text belongs to; only with the same context is it opened again. */
export function seal(text: string, context: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, opened(), iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString('base64url')}`;
}

/** @throws Error when it was changed, belongs to another context, or was sealed with another secret. */
export function unseal(sealed: string, context: string): string {
  const [version, body = ''] = sealed.split('.');
  if (version !== VERSION) throw new Error('what is sealed has a form that is not known');
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv(CIPHER, opened(), bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = [decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()];
  return Buffer.concat(text).toString('utf8');
}

function opened(): Buffer {
  if (!key) throw new Error('the vault is not open');
  return key;
}
