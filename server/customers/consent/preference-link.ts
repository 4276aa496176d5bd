import type { Config } from '../../core/config.ts';
import { seal, unseal } from '../../core/vault.ts';

/** Nothing else that is sealed opens as a link, and a link opens as nothing else. */
const CONTEXT = 'preferences';

/** Whose preferences an address shows. */
export interface Bearer {
  workspaceId: string;
  personId: string;
}

/** The page in which a person says what they want to hear of; good for ever, as people find old mails. */
export function preferencesUrl({ publicUrl }: Config, bearer: Bearer): string {
  return `${publicUrl}/preferences/${tokenOf(bearer)}`;
}

/** Headers by which mail programs offer to unsubscribe with one click (RFC 8058). */
export function unsubscribeHeaders(
  { publicUrl }: Config,
  bearer: Bearer,
  purpose: string,
): Record<string, string> {
  const address = `${publicUrl}/api/v1/public/preferences/${tokenOf(bearer)}/unsubscribe?purpose=${purpose}`;
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** Sealed rather than kept: a copy of the database holds none, and nobody can make one without the secret. */
function tokenOf({ workspaceId, personId }: Bearer): string {
  return encodeURIComponent(seal(`${workspaceId} ${personId}`, CONTEXT));
}

/** Null for whatever is no such link. */
export function readPreferenceToken(token: string): Bearer | null {
  try {
    const [workspaceId = '', personId = ''] = unseal(token, CONTEXT).split(' ');
    return { workspaceId, personId };
  } catch {
    return null;
  }
}
