import { expect } from 'vitest';
import { saveAffiliate } from '../../server/affiliates/index.ts';
import {
  grantAward,
  listBalances,
  listCommissions,
  listPayableEntries,
  savePlan,
  settleEntries,
} from '../../server/commissions/index.ts';
import { systemActor } from '../../server/core/actor.ts';
import { inTransaction, pool } from '../../server/core/db.ts';
import { emit } from '../../server/core/events.ts';
import type { App } from '../../server/core/http/server.ts';
import { newId } from '../../server/core/ids.ts';
import { splitAmount } from '../../server/tracking/shares.ts';
import { makeWorkspace } from './database.ts';
import { signInAsRole } from './http.ts';

export const SOLD_AT = '2026-03-01T10:00:00.000Z';
/** When a hold of thirty days is over. */
export const AFTER_HOLD = new Date('2026-04-15T10:00:00Z');
/** Of every sale, payable after thirty days. */
export const TWENTY_PERCENT = {
  name: 'Standard',
  kind: 'percent',
  rateBasisPoints: 2_000,
  recurrence: 'lifetime',
} as const;

/** Tells of a sale as the tracker does, in a transaction of its own; 100.00 USD unless something else is told. */
export async function tellSale(workspaceId: string, told: Record<string, unknown> = {}) {
  const saleId = newId('sale');
  const whole = {
    saleId,
    externalId: saleId,
    affiliateId: 'aff_1',
    offerId: 'off_1',
    customerId: 'cus_1',
    amountMinor: 10_000,
    currency: 'USD',
    occurredAt: SOLD_AT,
    saleNumber: 1,
    ...told,
  };
  const sale = { shares: sharesFor(whole.affiliateId, whole.amountMinor), ...whole };
  await inTransaction(() => emit(workspaceId, 'sale.recorded', sale));
  return sale;
}

/** What each affiliate gets of a sale: seven tenths for the winner where another one helps, as the tracker tells it. */
export function sharesFor(affiliateId: string | null, amountMinor: number, helperId: string | null = null) {
  if (!affiliateId) return [];
  if (!helperId || helperId === affiliateId) return [{ affiliateId, amountMinor }];
  const [wonMinor = 0, helpedMinor = 0] = splitAmount(amountMinor, [7_000, 3_000]);
  return [
    { affiliateId, amountMinor: wonMinor },
    { affiliateId: helperId, amountMinor: helpedMinor },
  ];
}

/** Tells of a refund as the tracker does. */
export async function tellRefund(
  workspaceId: string,
  saleId: string,
  amountMinor: number,
  refundId = newId('ref'),
): Promise<void> {
  const refund = { refundId, saleId, amountMinor, occurredAt: AFTER_HOLD.toISOString() };
  await inTransaction(() => emit(workspaceId, 'sale.refunded', refund));
}

/** Every commission, also where nothing is earned, as it stands when the hold is over. */
export async function listBooked(workspaceId: string) {
  const actor = { ...systemActor(workspaceId, 'test'), now: AFTER_HOLD };
  return (await listCommissions(actor, { limit: 100, includeNothing: true })).data;
}

/** Pays an affiliate all that is payable, past any batch. */
export async function payAll(workspaceId: string, affiliateId = 'aff_1') {
  const payable = await listPayableEntries(workspaceId, {}, AFTER_HOLD);
  const entries = payable.filter((entry) => entry.affiliateId === affiliateId);
  const line = {
    sourceId: newId('pol'),
    affiliateId,
    currency: 'USD',
    amountMinor: entries.reduce((sum, entry) => sum + entry.amountMinor, 0),
    entryIds: entries.map((entry) => entry.entryId),
  };
  await settleEntries(workspaceId, 'payout', [line], AFTER_HOLD);
  return line;
}

/** Takes an amount of USD back from an affiliate by hand, whatever the balance is. */
export async function takeByHand(workspaceId: string, affiliateId: string, amountMinor: number) {
  await grantAward(workspaceId, {
    ...{ kind: 'custom', sourceKey: newId('src'), affiliateId, amountMinor: -amountMinor, currency: 'USD' },
    ...{
      earnedAt: new Date(),
      releaseAt: new Date(),
      reason: { code: 'text', values: { text: 'Overpaid' } },
    },
  });
}

/** The balance of `aff_1`; undefined without any entry. */
export async function balanceOf(workspaceId: string, at = AFTER_HOLD) {
  const [row] = await listBalances(workspaceId, ['aff_1'], at);
  return row && { pending: row.pendingMinor, payable: row.payableMinor, paid: row.paidMinor };
}

/** A workspace where every sale of 100.00 earns 20.00 at once, with a manager and somebody in finance. */
export async function openProgram(app: App) {
  const { id: ws } = await makeWorkspace();
  await savePlan(ws, { ...TWENTY_PERCENT, holdDays: 0 });
  const manager: Headers = await signInAsRole(app, ws, 'affiliate_manager');
  const finance: Headers = await signInAsRole(app, ws, 'finance');
  const addAffiliate = async (name: string, extra: Record<string, string> = {}) =>
    (await saveAffiliate(ws, { name, email: `${name}@example.com`, status: 'active', ...extra })).id;
  return { ws, manager, finance, addAffiliate };
}

export type Headers = Record<string, string>;

/** Somebody of the portal, signed in; an affiliate with the user's id is theirs. */
export async function signInToPortal(app: App, ws: string) {
  const portal: Headers = await signInAsRole(app, ws, 'affiliate');
  const { rows } = await pool().query(
    "select user_id from workspace.members where workspace_id = $1 and role = 'affiliate'",
    [ws],
  );
  return { portal, userId: rows[0].user_id as string };
}

/** Calls the API of a test's app, and makes payouts by it. */
export function callerOf(app: () => App) {
  const call = (method: 'GET' | 'POST' | 'DELETE' | 'PUT', path: string, headers: Headers, body?: object) =>
    app().inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
  const create = async (headers: Headers) => {
    const answer = await call('POST', '/payouts', headers, { currency: 'USD' });
    expect(answer.statusCode).toBe(201);
    return answer.json<{ id: string; amountMinor: number; lineCount: number }>();
  };
  return { call, create };
}
