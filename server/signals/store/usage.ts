import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { toStorableJson } from './storable-json.ts';

/** No time zone is farther from UTC. */
const FARTHEST_ZONE_MS = 14 * 3_600_000;

/** A raw usage row, in the shape that the database function takes; absent is null. */
export interface UsageRow {
  /** The row's place in the call. */
  ordinal: number;
  /** 32 hexadecimal digits: MD5 of the source and its message id. */
  key: string;
  occurred_at: Date;
  source_id?: string;
  kind: 'track' | 'page' | 'screen' | 'count';
  feature: string;
  account_id?: string;
  person_id?: string;
  user_key?: string;
  quantity: number;
  duration_seconds?: number;
  error_count?: number;
  properties?: unknown;
}

interface UsageTaken {
  /** The ordinals that were new, or that were corrected. */
  ordinals: number[];
  accountIds: string[];
}

/** Adds rows with different keys to the raw events and the roll-up, once; what was taken before is passed over. */
export async function addUsage(
  workspaceId: string,
  timeZone: string,
  usage: UsageRow[],
): Promise<UsageTaken> {
  const { rows } = await sql<{ ordinals: number[] | null; accountIds: string[] | null }>`
    select taken as ordinals, account_ids as "accountIds"
    from signals.add_usage(
      ${workspaceId}, ${timeZone}, ${monthsOf(usage)}::date[], ${toStorableJson(usage)}::jsonb)`.execute(
    db(),
  );
  return { ordinals: rows[0]?.ordinals ?? [], accountIds: rows[0]?.accountIds ?? [] };
}

/** The months that the rows lie in, whatever the time zone. */
function monthsOf(usage: UsageRow[]): string[] {
  const months = new Set<string>();
  for (const { occurred_at: at } of usage) {
    for (const shift of [-FARTHEST_ZONE_MS, FARTHEST_ZONE_MS]) {
      const day = new Date(at.getTime() + shift);
      months.add(`${day.getUTCFullYear()}-${String(day.getUTCMonth() + 1).padStart(2, '0')}-01`);
    }
  }
  return [...months];
}

/** Brings rows that were taken before to what is told now. */
export async function correctUsage(
  workspaceId: string,
  timeZone: string,
  usage: UsageRow[],
): Promise<UsageTaken> {
  const { rows } = await sql<{ ordinals: number[] | null; accountIds: string[] | null }>`
    select corrected as ordinals, account_ids as "accountIds"
    from signals.correct_usage(${workspaceId}, ${timeZone}, ${toStorableJson(usage)}::jsonb)`.execute(db());
  return { ordinals: rows[0]?.ordinals ?? [], accountIds: rows[0]?.accountIds ?? [] };
}

/** Gives usage that waits for its user to the account. @returns the accounts that got any. */
export async function attachUsage(
  workspaceId: string,
  timeZone: string,
  users: { user_key: string; account_id: string; person_id: string | null }[],
): Promise<string[]> {
  const { rows } = await sql<{ accountId: string }>`
    select account_id as "accountId"
    from signals.attach_usage(${workspaceId}, ${timeZone}, ${toStorableJson(users)}::jsonb) as account_id`.execute(
    db(),
  );
  return rows.map((row) => row.accountId);
}

/** Makes room for the months of these days, so that a bulk load need not do it under way. */
export async function ensureUsageMonths(days: string[]): Promise<void> {
  const months = [...new Set(days.map((day) => `${day.slice(0, 7)}-01`))];
  await sql`select signals.ensure_usage_months(${months}::date[])`.execute(db());
}

/** Notes which messages are taken now. @returns the keys that were not taken before. */
export async function claimMessages(
  workspaceId: string,
  messages: { key: string; at: Date }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    insert into signals.message_keys as known (workspace_id, key, occurred_at)
    select ${workspaceId}, told.key, told.at
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as told(key uuid, at timestamptz)
    order by told.key
    on conflict do nothing
    returning replace(known.key::text, '-', '') as key`.execute(db());
  return new Set(rows.map((row) => row.key));
}

/** A record's raw usage that goes over to another's, or back. */
export interface UsageMove {
  workspaceId: string;
  object: 'account' | 'person';
  keptId: string;
  mergedId: string;
  isUndone: boolean;
}

/** Brings raw events to the record that stays, or back; each knows its former ones. Again, it changes nothing. */
export async function moveRawUsage(move: UsageMove): Promise<void> {
  const { workspaceId, object, keptId, mergedId, isUndone } = move;
  const column = sql.id(`${object}_id`);
  const former = sql.id(`former_${object}_ids`);
  await (isUndone
    ? sql`update signals.usage_events set ${column} = ${mergedId},
          ${former} = nullif(trim_array(${former}, 1), '{}')
        where workspace_id = ${workspaceId} and ${column} = ${keptId}
          and ${former}[cardinality(${former})] = ${mergedId}`
    : sql`update signals.usage_events set ${column} = ${keptId}, ${former} = array_append(${former}, ${mergedId})
        where workspace_id = ${workspaceId} and ${column} = ${mergedId}`
  ).execute(db());
}

const MONTHS_AHEAD = 3;

/** Makes the partitions of the months to come. */
export async function makeUsageMonths(): Promise<void> {
  await sql`
    select core.ensure_month_partitions('signals.usage_events', current_date, ${MONTHS_AHEAD}),
      core.ensure_month_partitions('signals.usage_days', current_date, ${MONTHS_AHEAD})`.execute(db());
}
