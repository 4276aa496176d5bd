import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { searchKey, toStorableJson } from '../rules.ts';

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
  /** The note, call or meeting that it tells of, and who wrote that down. */
  activityId?: string;
  authorId?: string;
}

export async function insertTimelineEntries(workspaceId: string, entries: TimelineInput[]): Promise<number> {
  const rows = entries.map((entry) => ({ ...entry, id: newId('tim'), searchKey: keyOf(entry.values) }));
  const { numAffectedRows } = await sql`
    insert into customers.timeline_entries
      (workspace_id, id, account_id, person_id, at, kind, source_id, code, values, amount_minor, currency,
       activity_id, author_id, search_key)
    select ${workspaceId}, i.id,
      case when i."isPersonal" then null else coalesce(i."accountId", p.account_id) end, i."personId", i.at, i.kind, i."sourceId",
      i.code, coalesce(i.values, '{}'), i."amountMinor",
      case when i."amountMinor" is not null then i.currency end, i."activityId", i."authorId", i."searchKey"
    from jsonb_to_recordset(${toStorableJson(rows)}::jsonb) as i(id text, "accountId" text, "personId" text,
      "isPersonal" boolean, at timestamptz(3), kind text, "sourceId" text, code text, values jsonb, "amountMinor" bigint, currency text,
      "activityId" text, "authorId" text, "searchKey" text)
    left join customers.people p on p.workspace_id = ${workspaceId} and p.id = i."personId"
    order by i.kind, i."sourceId"
    on conflict (workspace_id, kind, source_id) do nothing`.execute(db());
  return Number(numAffectedRows ?? 0);
}

/** All that an entry speaks of, but ids. */
function keyOf(values: Record<string, unknown>): string {
  const words = Object.entries(values).filter(
    ([name, value]) => typeof value === 'string' && !name.endsWith('Id'),
  );
  return searchKey(words.map(([, value]) => value).join(' '));
}

/** Says anew, in their places, the entries of an activity. @returns which ones there are. */
export async function updateActivityEntries(
  workspaceId: string,
  { activityId, at, code, values }: Pick<TimelineInput, 'at' | 'code' | 'values'> & { activityId: string },
): Promise<{ sourceId: string; personId: string | null }[]> {
  return db()
    .updateTable('customers.timelineEntries')
    .set({ at, code, values: toStorableJson(values), searchKey: keyOf(values) })
    .where('workspaceId', '=', workspaceId)
    .where('activityId', '=', activityId)
    .returning(['sourceId', 'personId'])
    .execute();
}

/** Takes the entries of an activity off the timelines: all of them, or those of people who are not among these. */
export async function deleteActivityEntries(
  workspaceId: string,
  activityId: string,
  personIds: string[] | null,
): Promise<void> {
  let entries = db()
    .deleteFrom('customers.timelineEntries')
    .where('workspaceId', '=', workspaceId)
    .where('activityId', '=', activityId);
  if (personIds)
    entries = entries.where(sql<boolean>`person_id is not null and person_id <> all(${personIds}::text[])`);
  await entries.execute();
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
