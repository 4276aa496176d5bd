import type { Config } from '../../core/config.ts';
import { seal, unseal } from '../../core/vault.ts';
import type { QuoteLanguage } from './kinds.ts';

/** Nothing else that is sealed opens as a quote, and a quote opens as nothing else. */
const CONTEXT = 'quote';

interface Named {
  workspaceId: string;
  quoteId: string;
}

/** Where the receiver reads and answers, in the quote's language. Sealed rather than kept: a copy of the database holds no link, and nobody can guess one. */
export function quoteUrl(
  { publicUrl }: Config,
  { workspaceId, quoteId }: Named,
  language: QuoteLanguage,
): string {
  const token = encodeURIComponent(seal(`${workspaceId} ${quoteId}`, CONTEXT));
  return `${publicUrl}/quote/${token}?lang=${language}`;
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
