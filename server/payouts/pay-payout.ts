import { returnSettlement, settleEntries } from '../commissions/index.ts';
import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { conflict, notFound } from '../core/problem.ts';
import { audit } from '../workspace/index.ts';
import { getLocked } from './approve-payout.ts';
import { creditReturned } from './papers/credit-returned.ts';
import { issueInvoices } from './papers/issue-invoices.ts';
import type { Payment, PayoutDetail, PayoutLine } from './schema.ts';
import { insertReturns, listLines, mapItems, markFailed, markPaid, releaseItems } from './store/lines.ts';
import { updatePayout } from './store/payouts.ts';
import { viewPayout } from './view-payout.ts';

/** What `payout.paid` and `payout.returned` tell. */
export interface PayoutPaid {
  payoutId: string;
  lineIds: string[];
}

/**
 * Says that the money has gone out, for the named lines or all open ones, and books it in the ledger.
 * A line that is paid already is left alone. @throws Problem 409 before the approval.
 */
export async function payPayout(actor: Actor, id: string, payment: Payment): Promise<PayoutDetail> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const payout = await getApproved(workspaceId, id);
    await settleLines(actor, payout, { paying: chosenOf(await listLines(workspaceId, id), payment) });
    return viewPayout(actor, id);
  });
}

function chosenOf(lines: PayoutLine[], { lineIds }: Payment): PayoutLine[] {
  if (!lineIds) return lines;
  const byId = new Map(lines.map((line) => [line.id, line]));
  return lineIds.map((lineId) => {
    const line = byId.get(lineId);
    if (!line) throw notFound('payout line');
    return line;
  });
}

/**
 * The money could not be sent, or came back after it was paid: what the line was to pay is payable again. Said again, it
 * changes nothing. @throws Problem 404; 409 before the approval.
 */
export async function failLine(
  actor: Actor,
  id: string,
  lineId: string,
  reason: string,
): Promise<PayoutDetail> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const payout = await getApproved(workspaceId, id);
    const [line] = chosenOf(await listLines(workspaceId, id), { lineIds: [lineId] });
    if (!line) throw notFound('payout line');
    await settleLines(actor, payout, { failing: [{ line, reason }] });
    return viewPayout(actor, id);
  });
}

/** The payout, locked. @throws Problem 404; 409 before the approval. */
export async function getApproved(workspaceId: string, id: string) {
  const payout = await getLocked(workspaceId, id);
  if (!payout.approvedAt) throw conflict('payout_not_approved', 'This payout is not approved yet.');
  return payout;
}

interface Settlement {
  paying?: PayoutLine[];
  failing?: { line: PayoutLine; reason: string }[];
}

/** Books what has gone out and what came back, and frees what failed; leaves alone what is settled already. */
export async function settleLines(
  actor: Actor,
  payout: { id: string; currency: string },
  { paying = [], failing = [] }: Settlement,
): Promise<void> {
  const openPaying = paying.filter(isOpen);
  const openFailing = failing.filter(({ line }) => isOpen(line));
  const returned = failing.filter(({ line }) => line.paidAt && !line.returnedAt);
  if (openPaying.length > 0) await bookPaid(actor, payout, openPaying);
  if (openFailing.length > 0) await bookFailed(actor, payout, openFailing);
  if (returned.length > 0) await bookReturned(actor, payout, returned);
  if (openPaying.length + openFailing.length > 0)
    await closeWhenDone(actor.workspaceId, payout.id, actor.now);
}

function isOpen(line: PayoutLine): boolean {
  return !line.paidAt && !line.failedAt;
}

async function bookPaid(
  actor: Actor,
  { id, currency }: { id: string; currency: string },
  paying: PayoutLine[],
) {
  const { workspaceId } = actor;
  const lineIds = paying.map((line) => line.id);
  const items = await mapItems(workspaceId, lineIds);
  const posted = paying.map(({ id: sourceId, affiliateId, amountMinor }) => ({
    sourceId,
    affiliateId,
    currency,
    amountMinor,
    entryIds: items.get(sourceId) ?? [],
  }));
  await settleEntries(workspaceId, 'payout', posted, actor.now);
  await markPaid(workspaceId, lineIds, actor.now);
  await issueInvoices(actor, { id, currency }, paying);
  await audit(actor, { action: 'payout.paid', objectType: 'payout', objectId: id, after: { lineIds } });
  await emit<PayoutPaid>(workspaceId, 'payout.paid', { payoutId: id, lineIds });
}

async function bookFailed(
  actor: Actor,
  { id }: { id: string },
  failing: { line: PayoutLine; reason: string }[],
) {
  const { workspaceId } = actor;
  const failures = failing.map(({ line, reason }) => ({ lineId: line.id, reason }));
  await markFailed(workspaceId, failures, actor.now);
  await releaseItems(
    workspaceId,
    failures.map(({ lineId }) => lineId),
    actor.now,
  );
  const change = { objectType: 'payout', objectId: id, after: { lines: failures } };
  await audit(actor, { action: 'payout.line_failed', ...change });
}

async function bookReturned(
  actor: Actor,
  { id }: { id: string },
  returned: { line: PayoutLine; reason: string }[],
) {
  const { workspaceId, now } = actor;
  const returns = returned.map(({ line, reason }) => ({ lineId: line.id, reason }));
  const lineIds = returns.map(({ lineId }) => lineId);
  for (const lineId of lineIds) await returnSettlement(workspaceId, 'payout', lineId, now);
  await insertReturns(workspaceId, returns, now);
  await releaseItems(workspaceId, lineIds, now);
  await creditReturned(actor, returns);
  const change = { objectType: 'payout', objectId: id, after: { lines: returns } };
  await emit<PayoutPaid>(workspaceId, 'payout.returned', { payoutId: id, lineIds });
  await audit(actor, { action: 'payout.line_returned', ...change });
}

async function closeWhenDone(workspaceId: string, id: string, at: Date): Promise<void> {
  const lines = await listLines(workspaceId, id);
  if (lines.every((line) => line.paidAt || line.failedAt))
    await updatePayout(workspaceId, id, { paidAt: at });
}
