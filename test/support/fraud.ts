import { listCommissions, savePlan } from '../../server/commissions/index.ts';
import { systemActor } from '../../server/core/actor.ts';
import { pool } from '../../server/core/db.ts';
import type { App } from '../../server/core/http/server.ts';
import { examineProgram } from '../../server/fraud/index.ts';
import type { CaseDetail } from '../../server/fraud/schema.ts';
import { type NewSale, recordClicks, recordSale } from '../../server/tracking/index.ts';
import { drainJobs } from './database.ts';
import { signInAsRole } from './http.ts';
import { callerOf, type Headers, TWENTY_PERCENT } from './money.ts';
import { makeProgram } from './program.ts';

const HOUR_MS = 3_600_000;

/** What tests of cases do with a test's app. */
export function fraudDesk(app: () => App) {
  const { call, create } = callerOf(app);
  const openShop = () => shopOf(app(), call);
  /** The affiliate under another name, and a customer of their own. */
  const openCase = async () => {
    const shop = await openShop();
    await shop.sell('own', shop.ann.email.replace('@', '+shop@'));
    await shop.sell('real', 'kim@customer.example');
    await shop.examine();
    const [found] = await shop.cases();
    return { ...shop, found: found as CaseDetail };
  };
  const decide = (headers: Headers, id: string, body: object) =>
    call('POST', `/fraud-cases/${id}/decision`, headers, body);
  return { call, create, openShop, openCase, decide };
}

/** A program where every sale earns at once, its staff, and an affiliate who sells. */
async function shopOf(app: App, call: ReturnType<typeof callerOf>['call']) {
  const { id: ws, offer, affiliates } = await makeProgram(['Ann', 'Bob']);
  await savePlan(ws, { ...TWENTY_PERCENT, holdDays: 0 });
  const [ann, bob] = affiliates;
  if (!ann || !bob) throw new Error('no affiliates');
  const manager = await signInAsRole(app, ws, 'affiliate_manager');
  const finance = await signInAsRole(app, ws, 'finance');
  const sell = async (externalId: string, customerEmail: string, more: Partial<NewSale> = {}) => {
    const at = new Date(Date.now() - 5 * HOUR_MS);
    const [clickId] = await recordClicks(ws, [{ at, linkId: ann.link.id, visitorId: `v-${customerEmail}` }]);
    const sale = { externalId, customerExternalId: customerEmail, customerEmail, clickId };
    return recordSale(ws, { ...sale, amountMinor: 10_000, currency: 'USD', ...more });
  };
  const examine = () => examineProgram(ws, new Date());
  const cases = async (query = '') => (await call('GET', `/fraud-cases${query}`, manager)).json().data;
  const states = async () => {
    const actor = { ...systemActor(ws, 'test'), now: new Date() };
    const { data } = await listCommissions(actor, { limit: 100, includeNothing: true });
    return Object.fromEntries(data.map(({ saleExternalId, state }) => [saleExternalId, state]));
  };
  return { ws, offer, ann, bob, manager, finance, sell, examine, cases, states };
}

/** What affiliates were written about their cases. */
export async function mailsOf(ws: string): Promise<string[]> {
  const query = "select kind from core.mails where workspace_id = $1 and kind like 'fraud%' order by id";
  return (await pool().query<{ kind: string }>(query, [ws])).rows.map(({ kind }) => kind);
}

/** Works what waits for its time, too. */
export async function drainLater(): Promise<void> {
  await drainJobs();
  await pool().query('update graphile_worker._private_jobs set run_at = now()');
  await drainJobs();
}
