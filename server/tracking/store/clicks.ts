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
}

export interface WrittenClick {
  id: string;
  verdict: ClickVerdict;
  repeatOf: string | null;
}

const COLUMNS: [field: keyof NewClick, type: string, column: string][] = [
  ['workspaceId', 'text', 'workspace_id'],
  ['id', 'text', 'id'],
  ['at', 'timestamptz', 'at'],
  ['day', 'date', 'day'],
  ['linkId', 'text', 'link_id'],
  ['affiliateId', 'text', 'affiliate_id'],
  ['offerId', 'text', 'offer_id'],
  ['verdict', 'text', 'verdict'],
  ['repeatOf', 'text', 'repeat_of'],
  ['windowDays', 'integer', 'window_days'],
  ['visitorId', 'text', 'visitor_id'],
  ['isKnownVisitor', 'boolean', 'is_known_visitor'],
  ['visitorHash', 'text', 'visitor_hash'],
  ['ipHash', 'text', 'ip_hash'],
  ['ipPrefix', 'text', 'ip_prefix'],
  ['country', 'text', 'country'],
  ['device', 'text', 'device'],
  ['browser', 'text', 'browser'],
  ['os', 'text', 'os'],
  ['referrerHost', 'text', 'referrer_host'],
  ['pageUrl', 'text', 'page_url'],
  ['sub1', 'text', 'sub1'],
  ['sub2', 'text', 'sub2'],
  ['sub3', 'text', 'sub3'],
  ['sub4', 'text', 'sub4'],
  ['sub5', 'text', 'sub5'],
];

const STORED = COLUMNS.map(([, , column]) => column).filter(
  (column) => !['day', 'is_known_visitor', 'verdict', 'repeat_of'].includes(column),
);

// One statement is one transaction: the clicks and their sums commit together, or not at all. The sums are
// written in key order, so that two writers never wait for each other in a circle. One JSON text costs both
// sides less than an array for each column.
const INSERT_CLICKS = `
with incoming as (
  select * from rows from (json_to_recordset($1) as (${COLUMNS.map(([field, type]) => `"${field}" ${type}`).join(', ')}))
    with ordinality as click (${COLUMNS.map(([, , column]) => column).join(', ')}, position)
), seen as materialized (
  select incoming.*, coalesce(repeat_of, case when verdict = 'counted' and visitor_hash is not null then (
    select earlier.id from tracking.clicks earlier
    where earlier.workspace_id = incoming.workspace_id and earlier.link_id = incoming.link_id
      and earlier.visitor_hash = incoming.visitor_hash and earlier.verdict = 'counted'
      and earlier.at > incoming.at - interval '1 hour' and earlier.at <= incoming.at
      and (not incoming.is_known_visitor or earlier.visitor_id = incoming.visitor_id)
    order by earlier.at desc limit 1) end) as first_id
  from incoming
), judged as (
  select *, case when verdict = 'counted' and first_id is not null then 'repeat' else verdict end as final_verdict
  from seen
), written as (
  insert into tracking.clicks (${STORED.join(', ')}, verdict, repeat_of)
  select ${STORED.join(', ')}, final_verdict, first_id from judged
), summed as (
  insert into tracking.click_days as sums (workspace_id, day, link_id, affiliate_id, offer_id, counted, repeats, automatic)
  select workspace_id, day, link_id, min(affiliate_id), min(offer_id),
    count(*) filter (where final_verdict = 'counted'), count(*) filter (where final_verdict = 'repeat'),
    count(*) filter (where final_verdict not in ('counted', 'repeat'))
  from judged group by workspace_id, day, link_id order by workspace_id, day, link_id
  on conflict (workspace_id, day, link_id) do update set
    counted = sums.counted + excluded.counted, repeats = sums.repeats + excluded.repeats,
    automatic = sums.automatic + excluded.automatic
)
select id, final_verdict as verdict, first_id as "repeatOf" from judged order by position`;

/** Writes clicks and their sums together, in the act's transaction or one of their own. Answers in the order given. */
export async function insertClicks(clicks: NewClick[]): Promise<WrittenClick[]> {
  // A date would take longer to write than all the rest of its click.
  const values = [JSON.stringify(clicks.map((click) => ({ ...click, at: click.at.toISOString() })))];
  if (isInTransaction()) {
    const { rows } = await db().executeQuery<WrittenClick>(CompiledQuery.raw(INSERT_CLICKS, values));
    return rows;
  }
  const { rows } = await hotPool().query<WrittenClick>({
    name: 'tracking.insert-clicks',
    text: INSERT_CLICKS,
    values,
  });
  return rows;
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
    union select customer_id from tracking.lead_events
      where workspace_id = ${workspaceId} and click_id = any (${clickIds})
    union select customer_id from tracking.sale_events
      where workspace_id = ${workspaceId} and click_id = any (${clickIds})
    order by 1`.execute(db());
  return rows.map((row) => row.customerId);
}
