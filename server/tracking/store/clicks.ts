import { CompiledQuery, sql } from 'kysely';
import { db, hotPool, isInTransaction, pool } from '../../core/db.ts';
import type { ClickVerdict, Subs } from '../schema/click.ts';

const MONTHS_AHEAD = 3;

/** A row of `clicks`. `day` is `at` in the workspace's time zone, for the sums. */
export interface NewClick extends Subs {
  workspaceId: string;
  id: string;
  at: Date;
  day: string;
  linkId: string;
  affiliateId: string;
  offerId: string;
  verdict: ClickVerdict;
  repeatOf: string | null;
  windowDays: number;
  visitorId: string;
  /** The browser showed a visitor id of ours: only clicks with the same one are repeats. */
  isKnownVisitor: boolean;
  visitorHash: string | null;
  ipHash: string | null;
  ipPrefix: string | null;
  country: string | null;
  device: string | null;
  browser: string | null;
  os: string | null;
  referrerHost: string | null;
  pageUrl: string | null;
  /** Of the link's targets; null for its only destination. */
  targetId: string | null;
}

export interface WrittenClick {
  id: string;
  verdict: ClickVerdict;
  repeatOf: string | null;
}

/** Writes clicks and their sums together, in the act's transaction or one of their own. Answers in the order given. */
export async function insertClicks(clicks: NewClick[]): Promise<WrittenClick[]> {
  const text = 'select id, verdict, repeat_of as "repeatOf" from tracking.write_clicks(array[$1::json])';
  const values = [toJson(clicks)];
  if (isInTransaction()) {
    const { rows } = await db().executeQuery<WrittenClick>(CompiledQuery.raw(text, values));
    return rows;
  }
  const { rows } = await hotPool().query<WrittenClick>({ name: 'tracking.insert-clicks', text, values });
  return rows;
}

/** One writer of the past, or one settling of the journal, at a time: until the transaction ends. */
export async function lockClicks(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId} || '/clicks', 0))`.execute(db());
}

/** Clicks of the past that are about to be written: leads and sales either see them, or are seen by who wrote them. */
export async function lockPastClicks(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId} || '/past-clicks', 0))`.execute(
    db(),
  );
}

/** Waits for clicks of the past that are being written, and keeps others waiting until the end of the transaction. */
export async function awaitPastClicks(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${workspaceId} || '/past-clicks', 0))`.execute(
    db(),
  );
}

/** The ids of those that are there already. */
export async function listKnownClicks(
  workspaceId: string,
  clicks: Pick<NewClick, 'id' | 'at'>[],
): Promise<Set<string>> {
  const times = clicks.map(({ at }) => at.getTime());
  const rows = await db()
    .selectFrom('tracking.clicks')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('at', '>=', new Date(Math.min(...times)))
    .where('at', '<=', new Date(Math.max(...times)))
    .where(sql<boolean>`id = any (${clicks.map(({ id }) => id)})`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * Keeps clicks for good, a row for each workspace, until `settleJournal` brings them to their place.
 * @returns them as they are known so far: a click that another process has seen before still passes for the first.
 */
export async function journalClicks(clicks: NewClick[]): Promise<WrittenClick[]> {
  const rows = [...Map.groupBy(clicks, (click) => click.workspaceId)].flatMap(([workspaceId, own]) => [
    workspaceId,
    own[0]?.id,
    toJson(own),
  ]);
  const places = Array.from({ length: rows.length / 3 }, (_, row) => 3 * row).map(
    (before) => `($${before + 1}, $${before + 2}, $${before + 3})`,
  );
  await hotPool().query({
    name: `tracking.journal-clicks-${places.length}`,
    text: `insert into tracking.click_journal (workspace_id, id, clicks) values ${places.join(', ')}`,
    values: rows,
  });
  return clicks;
}

/** A date would take longer to write than all the rest of its click. */
function toJson(clicks: NewClick[]): string {
  return JSON.stringify(clicks.map((click) => ({ ...click, at: click.at.toISOString() })));
}

/** Moves at most so many of the journal's rows, the oldest first, in a transaction of its own. @returns how many. */
export async function settleJournal(workspaceId: string, limit: number): Promise<number> {
  const { rows } = await hotPool().query<{ moved: number }>({
    name: 'tracking.settle-clicks',
    text: 'select tracking.settle_clicks($1, $2) as moved',
    values: [workspaceId, limit],
  });
  return rows[0]?.moved ?? 0;
}

export async function listJournaledWorkspaces(): Promise<string[]> {
  const rows = await db().selectFrom('tracking.clickJournal').select('workspaceId').distinct().execute();
  return rows.map((row) => row.workspaceId);
}

/** Makes the monthly partitions from the month of `first` to three months after now. */
export async function ensureClickPartitions(first: Date, today: Date): Promise<void> {
  const months =
    (today.getUTCFullYear() - first.getUTCFullYear()) * 12 + today.getUTCMonth() - first.getUTCMonth();
  // Not in the caller's transaction: the inserts that follow are not in it either.
  await pool().query("select core.ensure_month_partitions('tracking.clicks', $1, $2)", [
    first.toISOString().slice(0, 'YYYY-MM-DD'.length),
    Math.max(0, months) + MONTHS_AHEAD,
  ]);
}

/** Customers whose decisions may depend on these clicks: known by the browser, or named by an event. */
export async function findCustomersOfClicks(
  workspaceId: string,
  clickIds: string[],
  visitorIds: string[],
): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    select customer_id from tracking.customer_visitors
      where workspace_id = ${workspaceId} and visitor_id = any (${visitorIds})
    union select customer_id from tracking.named_clicks
      where workspace_id = ${workspaceId} and click_id = any (${clickIds})
    union select customer_id from tracking.lead_events
      where workspace_id = ${workspaceId} and click_id = any (${clickIds})
    union select customer_id from tracking.sale_events
      where workspace_id = ${workspaceId} and click_id = any (${clickIds})
    order by 1`.execute(db());
  return rows.map((row) => row.customerId);
}
