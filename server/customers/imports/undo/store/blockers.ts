import { type RawBuilder, sql } from 'kysely';
import { db } from '../../../../core/db.ts';
import { type MovingId, movingIds, type RecordObject } from '../../../merges/held-ids.ts';
import type { KeptReason } from '../schema.ts';
import { wasCreated } from './notes.ts';

/** Entries that tell of the record itself, not of what came to pass with it. */
const OWN_KINDS = ['stage_change', 'onboarding', 'owner_change', 'field_change', 'health', 'import_undo'];
/** Judged by what an import noted of them, below. */
const JUDGED = new Set(['customers.stakeholders', 'customers.account_tags', 'customers.person_tags']);

const REASONS: Readonly<Record<string, KeptReason>> = {
  'customers.people': 'people',
  'customers.deals': 'deals',
  'customers.deal_people': 'deals',
  'customers.quotes': 'deals',
  'customers.tasks': 'tasks',
  'customers.task_template_uses': 'tasks',
  'customers.activities': 'activities',
  'customers.activity_people': 'activities',
  'customers.contact_points': 'contacts',
  'customers.consents': 'consents',
  'customers.former_keys': 'merged',
};
const REASONS_OF_ROOMS: Readonly<Record<string, KeptReason>> = {
  signals: 'facts',
  tracking: 'sales',
  affiliates: 'program',
  journeys: 'playbooks',
};

export interface Blocked {
  id: string;
  reason: KeptReason;
}

/** The records of one note of creations. */
export interface Created {
  workspaceId: string;
  runId: string;
  object: RecordObject;
  at: Date;
  ids: string[];
}

/**
 * Which of these records cannot be removed, and why; one reason each, merges and later changes first.
 * @param isForecast passes over people whom the same import created: they would go before their account does.
 */
export async function findBlocked(created: Created, { isForecast = false } = {}): Promise<Blocked[]> {
  const { rows } = await sql<Blocked>`
    select distinct on (b.id) b.id, b.reason from (${sql.join(
      [
        gone(created),
        changed(created),
        links(created),
        tags(created),
        merges(created),
        history(created),
        ...movingIds(created.object).flatMap((held) => holding(created, held, isForecast) ?? []),
      ],
      sql` union all `,
    )}) b order by b.id, b.place`.execute(db());
  return rows;
}

const TABLES = { account: sql.raw('customers.accounts'), person: sql.raw('customers.people') };
const COLUMNS = { account: sql.raw('account_id'), person: sql.raw('person_id') };

function gone({ workspaceId, object, ids }: Created) {
  return sql`select i.id, 'gone' as reason, 0 as place from unnest(${ids}::text[]) i(id)
    where not exists (select from ${TABLES[object]} r where r.workspace_id = ${workspaceId} and r.id = i.id)`;
}

/** Written by anything but the import, and rules that give new records an owner. */
function changed({ workspaceId, runId, object, at, ids }: Created) {
  return sql`select r.id, 'changed', 1 from ${TABLES[object]} r
    where r.workspace_id = ${workspaceId} and r.id = any(${ids}::text[]) and r.updated_at <> ${at}
      and not exists (select from customers.import_changes c
        where c.workspace_id = r.workspace_id and c.record_id = r.id and c.run_id = ${runId}
          and c.object = ${object} and (c.after ->> 'updated_at')::timestamptz = r.updated_at)
      and not exists (select from customers.timeline_entries t
        where t.workspace_id = r.workspace_id and t.${COLUMNS[object]} = r.id and t.kind = 'owner_change'
          and t.code = 'customers:timeline.ownerAssigned' and t.at = r.updated_at)`;
}

function links({ workspaceId, runId, object, ids }: Created) {
  return sql`select s.${COLUMNS[object]}, 'changed', 2 from customers.stakeholders s
    where s.workspace_id = ${workspaceId} and s.${COLUMNS[object]} = any(${ids}::text[])
      and not exists (select from customers.import_creations c
        where c.workspace_id = s.workspace_id and c.run_id = ${runId} and c.object = 'stakeholder'
          and c.at = s.updated_at and (s.person_id || ' ' || s.account_id) = any(c.record_ids))
      and not exists (select from customers.import_changes c
        where c.workspace_id = s.workspace_id and c.run_id = ${runId} and c.object = 'stakeholder'
          and c.record_id = s.person_id and c.other_id = s.account_id
          and (c.after ->> 'updated_at')::timestamptz = s.updated_at)`;
}

function tags({ workspaceId, runId, object, ids }: Created) {
  const kind = `${object}_tag`;
  return sql`select x.id, 'changed', 2 from (
      select t.${COLUMNS[object]} as id, t.${COLUMNS[object]} || ' ' || t.tag_id as link
      from ${sql.table(`customers.${kind}s`)} t
      where t.workspace_id = ${workspaceId} and t.${COLUMNS[object]} = any(${ids}::text[])) x
    where x.link not in (select unnest(c.record_ids) from customers.import_creations c
      where c.workspace_id = ${workspaceId} and c.run_id = ${runId} and c.object = ${kind})`;
}

function merges({ workspaceId, object, ids }: Created) {
  return sql`select m.kept_id, 'merged', -1 from customers.merges m
    where m.workspace_id = ${workspaceId} and m.object = ${object} and m.kept_id = any(${ids}::text[])
    union all
    select m.merged_id, 'merged', -1 from customers.merges m
    where m.workspace_id = ${workspaceId} and m.object = ${object} and m.merged_id = any(${ids}::text[])`;
}

function history({ workspaceId, object, ids }: Created) {
  return sql`select t.${COLUMNS[object]}, 'history', 5 from customers.timeline_entries t
    where t.workspace_id = ${workspaceId} and t.${COLUMNS[object]} = any(${ids}::text[])
      and t.kind <> all(${OWN_KINDS}::text[])`;
}

/** Rows of any room that name the record. */
function holding(
  { workspaceId, runId, ids }: Created,
  held: MovingId,
  isForecast: boolean,
): RawBuilder<unknown> | null {
  const { table, column } = held;
  if (held.isDerived || JUDGED.has(table) || table === 'customers.timeline_entries') return null;
  const reason = REASONS[table] ?? REASONS_OF_ROOMS[table.split('.')[0] ?? ''] ?? 'other';
  const isLeaving = isForecast && table === 'customers.people';
  return sql`select r.${sql.id(column)}, ${sql.lit(reason)}, 4 from ${sql.table(table)} r
    where r.workspace_id = ${workspaceId} and r.${sql.id(column)} = any(${ids}::text[])
      ${isLeaving ? sql`and not ${wasCreated(runId, 'person')}` : sql``}`;
}
