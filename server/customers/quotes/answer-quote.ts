import { type Actor, systemActor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { changeDeal, setDealLines } from '../deals/change-deal.ts';
import { getDeal } from '../deals/read-deals.ts';
import { readerOf } from '../deals/store/conditions.ts';
import { createTask } from '../tasks/create-task.ts';
import { lockForChange } from './draft-quote.ts';
import { readQuoteToken } from './quote-token.ts';
import { dealLinesOf, labelOf, shownState, totalsOf } from './rules.ts';
import type { OfferedQuote, QuoteAcceptance, QuoteRefusal } from './schema/quote.ts';
import { findQuote, type QuoteRow, updateQuote } from './store/quotes.ts';
import { tellQuote } from './tell-quote.ts';

const VISITOR = 'quote page';
const DAYS_TO_CLOSE = 2;

/** What the receiver sees; reading changes nothing, so programs that follow links do no harm. @throws Problem 404 */
export async function viewOffer(token: string): Promise<OfferedQuote> {
  const { actor, quote } = await open(token);
  return toOffered(actor, quote);
}

/** Told by the page once somebody sees it. @throws Problem 404 */
export async function markViewed(token: string): Promise<OfferedQuote> {
  const { actor, quote: named } = await open(token);
  await inTransaction(async () => {
    const quote = await lockForChange(actor, named.id);
    if (quote.state !== 'sent' || quote.viewedAt) return;
    await updateQuote(actor.workspaceId, quote.id, { viewedAt: actor.now }, actor.now);
    await tellQuote(actor.workspaceId, quote, { code: 'viewed', by: quote.recipientName, at: actor.now });
  });
  return viewOffer(token);
}

/**
 * Takes the quote, once: its sums become the deal's, and the deal's owner gets a task to close it. Told again by the
 * same address it is answered as it is.
 * @throws Problem 404; 409 when it no longer stands
 */
export async function acceptOffer(token: string, { name, email }: QuoteAcceptance): Promise<OfferedQuote> {
  const { actor, quote: named } = await open(token, name);
  await inTransaction(async () => {
    const quote = await lockForChange(actor, named.id);
    if (quote.state === 'accepted' && quote.endedByEmail === email) return;
    await refuseEnded(actor, quote);
    await end(actor, quote, { state: 'accepted', name, email, note: null });
    await takeOverSums(actor, quote);
    await giveTask(actor, quote, { name, code: 'accepted' });
  });
  return viewOffer(token);
}

/** @throws Problem 404; 409 when it no longer stands */
export async function declineOffer(
  token: string,
  { name, email, reason }: QuoteRefusal,
): Promise<OfferedQuote> {
  const { actor, quote: named } = await open(token, name);
  await inTransaction(async () => {
    const quote = await lockForChange(actor, named.id);
    if (quote.state === 'declined' && quote.endedByEmail === email) return;
    await refuseEnded(actor, quote);
    await end(actor, quote, { state: 'declined', name, email, note: reason || null });
    await giveTask(actor, quote, { name, code: 'declined', reason });
  });
  return viewOffer(token);
}

/** Whoever has the link acts; the name is what they say of themselves. */
export async function open(token: string, name = VISITOR): Promise<{ actor: Actor; quote: QuoteRow }> {
  const named = readQuoteToken(token);
  if (!named) throw notFound('quote');
  const actor = { ...systemActor(named.workspaceId, VISITOR), name };
  const quote = await findQuote(await readerOf(actor), named.quoteId);
  if (!quote || quote.state === 'draft') throw notFound('quote');
  return { actor, quote };
}

async function toOffered(actor: Actor, quote: QuoteRow): Promise<OfferedQuote> {
  const workspace = await findWorkspace(actor.workspaceId);
  const { today } = await readerOf(actor);
  return {
    ...{ ...quote, company: workspace?.name ?? '', label: labelOf(quote) ?? '' },
    ...{ state: shownState(quote, today) as OfferedQuote['state'], taxes: totalsOf(quote.lines).taxes },
  };
}

async function refuseEnded(actor: Actor, quote: QuoteRow): Promise<void> {
  const state = shownState(quote, (await readerOf(actor)).today);
  if (state === 'sent') return;
  const { language } = quote;
  throw conflict(`quote_${state}`, words(language, `quotes:refused.${state}`));
}

interface End {
  state: 'accepted' | 'declined';
  name: string;
  email: string;
  note: string | null;
}

async function end(actor: Actor, quote: QuoteRow, { state, name, email, note }: End): Promise<void> {
  const { workspaceId, now: endedAt } = actor;
  const ended = { endedAt, endedByName: name, endedByEmail: email, endNote: note };
  await updateQuote(workspaceId, quote.id, { state, ...ended }, endedAt);
  const after = { label: labelOf(quote), totalMinor: quote.totalMinor, currency: quote.currency };
  const action = state === 'accepted' ? { action: 'quote.accepted' } : { action: 'quote.declined' };
  await audit(actor, { ...action, objectType: 'quote', objectId: quote.id, after });
  await tellQuote(workspaceId, quote, { code: state, by: name, at: endedAt });
}

/** A deal that was decided meanwhile stays as it was decided. */
async function takeOverSums(actor: Actor, { dealId, currency, lines }: QuoteRow): Promise<void> {
  const deal = await getDeal(actor, dealId);
  if (deal.state !== 'open') return;
  if (deal.currency !== currency) await changeDeal(actor, dealId, { currency });
  await setDealLines(actor, dealId, dealLinesOf(lines));
}

async function giveTask(
  actor: Actor,
  quote: QuoteRow,
  { name, code, reason = '' }: { name: string; code: 'accepted' | 'declined'; reason?: string },
): Promise<void> {
  const { locale = 'en' } = (await findWorkspace(actor.workspaceId)) ?? {};
  const { ownerId } = await getDeal(actor, quote.dealId);
  const title = words(locale, `quotes:task.${code}`, { name, label: labelOf(quote), deal: quote.dealName });
  const due = new Date(actor.now.getTime() + DAYS_TO_CLOSE * 86_400_000);
  await createTask(actor, {
    ...{
      externalId: `${quote.id}:${code}`,
      title: title.slice(0, 200),
      priority: 'high',
      dealId: quote.dealId,
    },
    ...{ dueOn: due.toISOString().slice(0, 10), assigneeId: ownerId, ...(reason && { note: reason }) },
  });
}
