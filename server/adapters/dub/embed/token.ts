import { addHours } from 'date-fns/addHours';
import { seal, unseal } from '../../../core/vault.ts';

/** A page is drawn right after its token was asked for; one that stays open keeps what it shows. */
const HOURS = 2;
/** Nothing else that is sealed opens as a token, and a token opens as nothing else. */
const CONTEXT = 'referrals embed';

/** The one affiliate whose figures a token shows. */
interface Bearer {
  workspaceId: string;
  affiliateId: string;
}

/** Sealed rather than kept: a copy of the database holds none, and nobody can make one without the secret. */
export function issueToken(
  { workspaceId, affiliateId }: Bearer,
  now: Date,
): { token: string; expires: Date } {
  const expires = addHours(now, HOURS);
  return { token: seal([workspaceId, affiliateId, expires.getTime()].join(' '), CONTEXT), expires };
}

/** Whom a token shows; null once it is over, and for whatever is none. */
export function readToken(token: string, now: Date): Bearer | null {
  let text: string;
  try {
    text = unseal(token, CONTEXT);
  } catch {
    return null;
  }
  const [workspaceId = '', affiliateId = '', expires] = text.split(' ');
  return now.getTime() < Number(expires) ? { workspaceId, affiliateId } : null;
}
