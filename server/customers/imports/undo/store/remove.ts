import { sql } from 'kysely';
import { db } from '../../../../core/db.ts';
import type { RecordObject } from '../../../merges/held-ids.ts';
import { wasCreated } from './notes.ts';

/** Locks the records in the order of their ids, so that nothing new can refer to them meanwhile. */
export async function lockRecords(workspaceId: string, object: RecordObject, ids: string[]): Promise<void> {
  await sql`select from ${TABLES[object]} r
    where r.workspace_id = ${workspaceId} and r.id = any(${ids}::text[]) order by r.id for update`.execute(
    db(),
  );
}

const TABLES = { account: sql.raw('customers.accounts'), person: sql.raw('customers.people') };

/** Removes people with all that hangs on them. @returns the accounts that they were with. */
export async function deletePeople(workspaceId: string, ids: string[]): Promise<string[]> {
  await deleteDuplicates(workspaceId, 'person', ids);
  const { rows } = await sql<{ accountId: string | null }>`
    delete from customers.people p where p.workspace_id = ${workspaceId} and p.id = any(${ids}::text[])
    returning p.account_id as "accountId"`.execute(db());
  return [...new Set(rows.flatMap(({ accountId }) => accountId ?? []))];
}

/** Removes accounts with all that hangs on them; what their former people did stays with those. */
export async function deleteAccounts(workspaceId: string, ids: string[]): Promise<void> {
  await deleteDuplicates(workspaceId, 'account', ids);
  await sql`
    update customers.timeline_entries t set account_id = null
    where t.workspace_id = ${workspaceId} and t.account_id = any(${ids}::text[]) and t.person_id is not null`.execute(
    db(),
  );
  await sql`
    delete from customers.accounts a where a.workspace_id = ${workspaceId} and a.id = any(${ids}::text[])`.execute(
    db(),
  );
}

async function deleteDuplicates(workspaceId: string, object: RecordObject, ids: string[]): Promise<void> {
  await sql`
    delete from customers.duplicates d where d.workspace_id = ${workspaceId} and d.object = ${object}
      and (d.first_id = any(${ids}::text[]) or d.second_id = any(${ids}::text[]))`.execute(db());
}

/**
 * Removes the parts in accounts that an import gave to people who were there before, where nobody changed them since.
 * @returns the people whose part somebody changed.
 */
export async function deleteLinks(
  workspaceId: string,
  runId: string,
  { at, ids }: { at: Date; ids: string[] },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with given as materialized (
      select split_part(i.link, ' ', 1) as person_id, split_part(i.link, ' ', 2) as account_id
      from unnest(${ids}::text[]) i(link)
    ), theirs as materialized (
      select g.* from given g join customers.people r on r.workspace_id = ${workspaceId} and r.id = g.person_id
      where not ${wasCreated(runId, 'person')}
    ), deleted as (
      delete from customers.stakeholders s using theirs g
      where s.workspace_id = ${workspaceId} and s.person_id = g.person_id and s.account_id = g.account_id
        and (s.updated_at = ${at} or exists (select from customers.import_changes c
          where c.workspace_id = s.workspace_id and c.run_id = ${runId} and c.object = 'stakeholder'
            and c.record_id = s.person_id and c.other_id = s.account_id
            and (c.after ->> 'updated_at')::timestamptz = s.updated_at))
      returning s.person_id, s.account_id
    )
    select s.person_id as id from customers.stakeholders s join theirs g
      on g.person_id = s.person_id and g.account_id = s.account_id
    where s.workspace_id = ${workspaceId}
      and not exists (select from deleted d where d.person_id = s.person_id and d.account_id = s.account_id)`.execute(
    db(),
  );
  return rows.map(({ id }) => id);
}

/** Takes the tags off that an import put on records which were there before. */
export async function deleteTags(
  workspaceId: string,
  runId: string,
  object: RecordObject,
  ids: string[],
): Promise<void> {
  const column = sql.raw(`${object}_id`);
  await sql`
    delete from ${sql.table(`customers.${object}_tags`)} t
    using unnest(${ids}::text[]) i(link), ${TABLES[object]} r
    where t.workspace_id = ${workspaceId} and r.workspace_id = ${workspaceId} and r.id = t.${column}
      and t.${column} = split_part(i.link, ' ', 1) and t.tag_id = split_part(i.link, ' ', 2)
      and not ${wasCreated(runId, object)}`.execute(db());
}
