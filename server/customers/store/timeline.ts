import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { type Cursor, toPage } from '../../core/page.ts';
import { toStorableJson } from '../rules.ts';
import { type Reader, reachesAccount, reachesPerson } from './reach.ts';

/** One touch. It belongs to an account, a person, or both; a person's entry shows on their main account as well. */
export interface TimelineInput {
  accountId?: string | null;
  personId?: string | null;
  /** Of the person alone: not shown on their account, which tells it in an entry of its own. */
  isPersonal?: boolean;
  at: Date;
  /** What happened, as a noun with underscores: `ticket`, `survey_answer`, `note`. */
  kind: string;
  /** Stable within the kind: the same entry told again is not written again. */
  sourceId: string;
  /** Catalog key of the sentence, e.g. `signals:timeline.ticket`. */
  code: string;
  /** What the sentence speaks of. A value `{ code }` is a catalog key; the formatted amount is `amount` by itself. */
  values: Record<string, unknown>;
  amountMinor?: number | null;
  currency?: string | null;
}

export async function insertTimelineEntries(workspaceId: string, entries: TimelineInput[]): Promise<number> {
  const rows = entries.map((entry) => ({ ...entry, id: newId('tim') }));
  const { numAffectedRows } = await sql`
    insert into customers.timeline_entries
      (workspace_id, id, account_id, person_id, at, kind, source_id, code, values, amount_minor, currency)
    select ${workspaceId}, i.id,
      case when i."isPersonal" then null else coalesce(i."accountId", p.account_id) end, i."personId", i.at, i.kind, i."sourceId",
      i.code, coalesce(i.values, '{}'), i."amountMinor",
      case when i."amountMinor" is not null then i.currency end
    from jsonb_to_recordset(${toStorableJson(rows)}::jsonb) as i(id text, "accountId" text, "personId" text,
      "isPersonal" boolean, at timestamptz(3), kind text, "sourceId" text, code text, values jsonb, "amountMinor" bigint, currency text)
    left join customers.people p on p.workspace_id = ${workspaceId} and p.id = i."personId"
    order by i.kind, i."sourceId"
    on conflict (workspace_id, kind, source_id) do nothing`.execute(db());
  return Number(numAffectedRows ?? 0);
}

/** Takes back entries of one kind, by their source ids. */
export async function deleteTimelineEntries(
  workspaceId: string,
  kind: string,
  sourceIds: string[],
): Promise<void> {
  await db()
    .deleteFrom('customers.timelineEntries')
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', kind)
    .where('sourceId', '=', (eb) => eb.fn.any(eb.val(sourceIds)))
    .execute();
}

export interface TimelineQuery {
  kinds: string[] | undefined;
  limit: number;
  /** `value` is the entry's time as an ISO text. */
  after: Cursor | null;
  reader: Reader;
}

/** Newest first. */
export async function selectTimeline(
  workspaceId: string,
  subject: { accountId: string } | { personId: string },
  query: TimelineQuery,
) {
  const isKnown = reachesPerson(query.reader, sql`entry.person_id`) ?? sql`true`;
  const ofAccount = reachesAccount(query.reader, sql`entry.account_id`);
  let select = db()
    .selectFrom('customers.timelineEntries as entry')
    .leftJoin('customers.people as person', (join) =>
      join.onRef('person.workspaceId', '=', 'entry.workspaceId').onRef('person.id', '=', 'entry.personId'),
    )
    .select(['entry.id', 'entry.accountId', 'entry.personId', 'entry.at', 'entry.kind', 'entry.code'])
    .select(['entry.values', 'entry.amountMinor', 'entry.currency'])
    .select(
      sql<string | null>`case when ${isKnown} then coalesce(person.name, person.email) end`.as('personName'),
    )
    .where('entry.workspaceId', '=', workspaceId)
    .orderBy('entry.at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(query.limit + 1);
  select =
    'accountId' in subject
      ? select.where('entry.accountId', '=', subject.accountId)
      : select.where('entry.personId', '=', subject.personId);
  // What somebody did for an account that the reader does not reach is not told with the person either.
  if (ofAccount) select = select.where(sql<boolean>`(entry.account_id is null or ${ofAccount})`);
  if (query.kinds) select = select.where('entry.kind', 'in', query.kinds);
  const { after } = query;
  if (after)
    select = select.where(sql<boolean>`(entry.at, entry.id) < (${after.value}::timestamptz, ${after.id})`);
  const rows = await select.execute();
  return toPage(rows, query.limit, (row) => ({ value: row.at.toISOString(), id: row.id }));
}
