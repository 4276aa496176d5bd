import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { notFound } from '../../core/problem.ts';
import { readerOf } from '../deals/store/conditions.ts';
import { quoteUrl } from './quote-token.ts';
import { labelOf, shownState, totalsOf } from './rules.ts';
import type { Quote, QuoteQuery, QuoteView } from './schema/quote.ts';
import { findQuote, pageOfQuotes, type QuoteRow, selectVersions } from './store/quotes.ts';

/** Of the deals that the actor reads, the newest first. */
export async function listQuotes(
  actor: Actor,
  { limit, cursor, ...filters }: QuoteQuery,
): Promise<{ data: Quote[]; nextCursor: string | null }> {
  authorize(actor, 'deals.read');
  const reader = await readerOf(actor);
  const { data, nextCursor } = await pageOfQuotes(reader, filters, { limit, cursor });
  return { data: data.map((row) => toQuote(row, reader.today)), nextCursor };
}

/** With all that stands in it, and its other versions. @throws Problem 404 */
export async function getQuote(config: Config, actor: Actor, id: string): Promise<QuoteView> {
  authorize(actor, 'deals.read');
  const reader = await readerOf(actor);
  const row = await findQuote(reader, id);
  if (!row) throw notFound('quote');
  const versions = row.number === null ? [row] : await selectVersions(reader, row.number);
  return {
    ...{ ...row, ...toQuote(row, reader.today), taxes: totalsOf(row.lines).taxes },
    publicUrl: row.sentAt
      ? quoteUrl(config, { workspaceId: actor.workspaceId, quoteId: id }, row.language)
      : null,
    versions: versions.map((one) => ({
      ...{ id: one.id, version: one.version, state: shownState(one, reader.today) },
    })),
  };
}

export function toQuote(row: QuoteRow, today: string): Quote {
  return { ...row, label: labelOf(row), state: shownState(row, today) };
}
