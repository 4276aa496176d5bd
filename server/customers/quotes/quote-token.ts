import type { Config } from '../../core/config.ts';
import { seal, unseal } from '../../core/vault.ts';

/** Nothing else that is sealed opens as a quote, and a quote opens as nothing else. */
const CONTEXT = 'quote';

interface Named {
  workspaceId: string;
  quoteId: string;
}

/** Where the receiver reads and answers. Sealed rather than kept: a copy of the database holds no link, and nobody can guess one. */
export function quoteUrl({ publicUrl }: Config, workspaceId: string, quoteId: string): string {
  return `${publicUrl}/quote/${encodeURIComponent(seal(`${workspaceId} ${quoteId}`, CONTEXT))}`;
}

/** Null for whatever is no such link. */
export function readQuoteToken(token: string): Named | null {
  try {
    const [workspaceId = '', quoteId = ''] = unseal(token, CONTEXT).split(' ');
    return { workspaceId, quoteId };
  } catch {
    return null;
  }
}
