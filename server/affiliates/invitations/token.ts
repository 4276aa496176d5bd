import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 24;

/** The token is in the mail and nowhere else: only its hash is kept. */
export function newInvitationToken(): { token: string; tokenHash: string } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, tokenHash: hashInvitationToken(token) };
}

export function hashInvitationToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
