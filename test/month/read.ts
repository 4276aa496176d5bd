import { expect } from 'vitest';
import { pool } from '../../server/core/db.ts';
import type { App } from '../../server/core/http/server.ts';
import { MONTH_START } from './facts.ts';
import { AFTERWARDS, type MonthProgram } from './program.ts';

const DAY_MS = 86_400_000;
const SINCE = new Date(MONTH_START.getTime() - 40 * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
const UNTIL = AFTERWARDS.toISOString().slice(0, 'YYYY-MM-DD'.length);

export interface KeptRow {
  sale: string;
  affiliate: string;
  currency: string;
  kept: number;
}

export interface SaleRow {
  sale: string;
  affiliate: string | null;
  amountMinor: number;
  refundedMinor: number;
  currency: string;
}

type Row = Record<string, unknown>;
type Get = (path: string) => Promise<{ data: Row[]; nextCursor?: string | null }>;

/** What the tables say: each sale with its credit, and what the ledger keeps of its commission, paid or not. */
export async function readMoney({ ws, names }: MonthProgram) {
  const rows = async <Found extends { affiliate: string | null }>(text: string) => {
    const found: Found[] = (await pool().query(text, [ws])).rows;
    return found.map((row) => ({ ...row, affiliate: names.get(row.affiliate ?? '') ?? null }));
  };
  const kept = await rows<KeptRow>(`
    select commission.sale_external_id as sale, commission.affiliate_id as affiliate, commission.currency,
      sum(line.amount_minor)::float8 as kept
    from commissions.commissions commission join commissions.ledger_lines line
      on line.workspace_id = commission.workspace_id and line.commission_id = commission.id
    join commissions.ledger_entries entry
      on entry.workspace_id = line.workspace_id and entry.id = line.entry_id and entry.kind <> 'payout'
    where commission.workspace_id = $1 and line.account in ('affiliate', 'affiliate_waiting')
    group by 1, 2, 3 having sum(line.amount_minor) <> 0 order by 1, 2`);
  const sales = await rows<SaleRow>(`
    select external_id as sale, affiliate_id as affiliate, amount_minor::float8 as "amountMinor",
      refunded_minor::float8 as "refundedMinor", currency
    from tracking.sale_events where workspace_id = $1 order by external_id`);
  const byAffiliate = (one: KeptRow, other: KeptRow) => one.affiliate.localeCompare(other.affiliate);
  return { kept: kept.toSorted(byAffiliate), sales };
}

export type Screens = Awaited<ReturnType<typeof readScreens>>;

/** What the screens ask for, under the names of the test. */
export async function readScreens(app: App, program: MonthProgram) {
  const { names } = program;
  const get: Get = async (path) => {
    const answer = await app.inject({ url: `/api/v1${path}`, headers: program.headers });
    expect(answer.statusCode, `${path}: ${answer.body.slice(0, 300)}`).toBe(200);
    return answer.json();
  };
  const named = (row: Row) => names.get(String(row.affiliateId)) ?? '';
  return {
    clicks: await readClicks(app, program),
    balances: byName(await pagesOf(get, '/balances'), (row) => [
      `${named(row)} ${row.currency}`,
      sumOf(row, ['pendingMinor', 'payableMinor', 'paidMinor', 'waitingMinor']),
    ]),
    commissions: byName(await pagesOf(get, '/commissions'), (row) => [
      `${named(row)} ${row.currency}`,
      Number(row.keptMinor) + Number(row.waitingMinor),
    ]),
    sold: byName(await pagesOf(get, '/sales'), (row) => [
      `${named(row)} ${row.currency}`,
      Number(row.amountMinor) - Number(row.refundedMinor),
    ]),
    leads: byName(await pagesOf(get, '/leads'), (row) => [named(row), 1]),
    revenue: byName(await pagesOf(get, '/quality/affiliates'), (row) => [
      named(row),
      Number(row.revenueMinor),
    ]),
    commission: byName(await pagesOf(get, '/quality/affiliates'), (row) => [
      named(row),
      Number(row.commissionMinor),
    ]),
    statements: await readStatements(app, program),
  };
}

async function readClicks(app: App, { headers, names }: MonthProgram) {
  const sums: Record<string, Record<string, number>> = {};
  for (const by of ['affiliate', 'link', 'day']) {
    const url = `/api/v1/clicks/summary?by=${by}&since=${SINCE}&until=${UNTIL}`;
    const { rows, total } = (await app.inject({ url, headers })).json<{ rows: Row[]; total: Row }>();
    sums[by] = byName(rows, (row) => [names.get(String(row.key)) ?? String(row.key), Number(row.counted)]);
    sums[`${by}, all`] = { counted: Number(total.counted) };
  }
  return sums;
}

/** What stands at the end of each affiliate's statement once everything that can be paid was paid. */
async function readStatements(app: App, { headers, affiliates }: MonthProgram) {
  const month = AFTERWARDS.toISOString().slice(0, 'YYYY-MM'.length);
  const closing: Record<string, number> = {};
  for (const [index, { id }] of affiliates.entries()) {
    const url = `/api/v1/affiliates/${id}/statement?month=${month}&currency=USD`;
    const statement = (await app.inject({ url, headers })).json();
    closing[`affiliate ${index}`] = statement.closingMinor;
  }
  return closing;
}

async function pagesOf(get: Get, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null | undefined = '';
  while (cursor !== null && cursor !== undefined) {
    const page = await get(`${path}?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    rows.push(...page.data);
    cursor = page.nextCursor;
  }
  return rows;
}

function sumOf(row: Row, keys: string[]): number {
  return keys.reduce((sum, key) => sum + Number(row[key]), 0);
}

/** Sums under names, without those that come to nothing. */
export function byName<Item>(
  items: readonly Item[],
  entry: (item: Item) => readonly [string, number],
): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [name, amount] of items.map(entry)) sums.set(name, (sums.get(name) ?? 0) + amount);
  return Object.fromEntries([...sums].filter(([, amount]) => amount !== 0));
}
