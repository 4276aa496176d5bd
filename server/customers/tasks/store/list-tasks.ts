import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { Condition } from '../../store/conditions.ts';
import { reachesAccount, reachesDeal, reachesPerson } from '../../store/reach.ts';
import { type PageRequest, readPage, type Sort } from '../../store/read-page.ts';
import type { Task, TaskCounts, TaskFilters, TaskQuery } from '../schema.ts';
import { isBlockedTask, isOverdueTask, isReadable, type TaskReader, taskCondition } from './conditions.ts';
import { selectBlockers, selectItems } from './task-parts.ts';

/** A task without the name of its assignee, which the workspace room knows. */
export type StoredTask = Omit<Task, 'assigneeName'>;

const DUE = "(t.due_on - date '2000-01-01')";

const SORTS: Record<TaskQuery['sort'], Sort> = {
  dueOn: { column: sql.raw(DUE), id: sql.raw('t.id'), kind: 'number' },
  name: { column: sql.raw('t.name_key'), id: sql.raw('t.id'), kind: 'text' },
  createdAt: { column: sql.raw('t.created_at'), id: sql.raw('t.id'), kind: 'time' },
  closedAt: { column: sql.raw('t.closed_at'), id: sql.raw('t.id'), kind: 'time' },
};

export async function pageOfTasks(
  reader: TaskReader,
  filters: TaskFilters,
  sort: TaskQuery['sort'],
  page: PageRequest,
): Promise<{ data: StoredTask[]; nextCursor: string | null }> {
  const { rows, nextCursor } = await readPage(SORTS[sort], page, (scan) =>
    selectTasks(reader)
      .select(sql<string | number | Date | null>`${SORTS[sort].column}`.as('sortValue'))
      .where(taskCondition(reader, filters))
      .where(scan.where)
      .orderBy(scan.orderBy)
      .limit(scan.limit)
      .execute(),
  );
  const data = await withParts(
    reader.workspaceId,
    rows.map(({ sortValue: _sorted, ...row }) => row),
  );
  return { data, nextCursor };
}

/** For exports: the matching tasks in the order of their ids, from after `afterId`. */
export async function nextTasks(reader: TaskReader, filters: TaskFilters, afterId: string, limit: number) {
  const rows = await selectTasks(reader)
    .where(taskCondition(reader, filters))
    .where('t.id', '>', afterId)
    .orderBy('t.id')
    .limit(limit)
    .execute();
  return withParts(reader.workspaceId, rows);
}

export async function findTask(reader: TaskReader, id: string): Promise<StoredTask | null> {
  const rows = await selectTasks(reader).where(isReadable(reader)).where('t.id', '=', id).execute();
  const [task] = await withParts(reader.workspaceId, rows);
  return task ?? null;
}

/** What waits for the reader today; nothing for who is no member. */
export async function countTasks(reader: TaskReader): Promise<TaskCounts> {
  const isMine = sql`t.assignee_id = ${reader.userId}`;
  const { rows } = await sql<TaskCounts>`
    select
      (select count(*)::integer from customers.tasks t
        where ${isReadable(reader)} and ${isMine} and ${isOverdueTask(reader)}) as overdue,
      (select count(*)::integer from customers.tasks t
        where ${isReadable(reader)} and ${isMine} and t.state = 'open' and t.due_on = ${reader.today}::date
          and not ${isOverdueTask(reader)}) as today,
      (select count(*)::integer from customers.tasks t
        where ${isReadable(reader)} and t.state = 'open' and t.assignee_id is null
          and t.assignee_role = ${reader.role}) as for_my_role,
      (select count(*)::integer from customers.tasks t
        where ${isReadable(reader)} and ${isMine} and t.state = 'done'
          and (t.closed_at at time zone ${reader.timeZone})::date = ${reader.today}::date) as done_today`.execute(
    db(),
  );
  return rows[0] as TaskCounts;
}

/** Tasks (t) with the names of what they are about; what may be read is said by `taskCondition`. */
function selectTasks(reader: TaskReader) {
  return db()
    .selectFrom('customers.tasks as t')
    .leftJoin('customers.accounts as a', (join) =>
      join
        .onRef('a.workspaceId', '=', 't.workspaceId')
        .onRef('a.id', '=', 't.accountId')
        .on(isShown(reachesAccount(reader, sql`a.id`))),
    )
    .leftJoin('customers.people as p', (join) =>
      join
        .onRef('p.workspaceId', '=', 't.workspaceId')
        .onRef('p.id', '=', 't.personId')
        .on(isShown(reachesPerson(reader, sql`p.id`))),
    )
    .leftJoin('customers.deals as d', (join) =>
      join
        .onRef('d.workspaceId', '=', 't.workspaceId')
        .onRef('d.id', '=', 't.dealId')
        .on(isShown(reachesDeal(reader))),
    )
    .select(['t.id', 't.externalId', 't.title', 't.note', 't.dueAt', 't.priority', 't.assigneeId'])
    .select(sql<string | null>`t.due_on::text`.as('dueOn'))
    .select(['t.assigneeRole', 'a.id as accountId', 'p.id as personId', 'd.id as dealId', 't.state'])
    .select('t.closedAt')
    .select(['t.closedByName', 't.recurrence', 't.remindAt', 't.createdByName', 't.createdAt', 't.updatedAt'])
    .select(['a.name as accountName', 'd.name as dealName'])
    .select(sql<string | null>`coalesce(p.name, p.email)`.as('personName'))
    .select(sql<boolean>`${isOverdueTask(reader)}`.as('isOverdue'))
    .select(sql<boolean>`${isBlockedTask()}`.as('isBlocked'));
}

/** A task for one's role may be about a record that one does not reach: then it says nothing of it. */
function isShown(reached: Condition | undefined): Condition {
  return reached ?? sql`true`;
}

type Row = Awaited<ReturnType<ReturnType<typeof selectTasks>['execute']>>[number];

async function withParts(workspaceId: string, rows: Row[]): Promise<StoredTask[]> {
  const ids = rows.map(({ id }) => id);
  const items = await selectItems(workspaceId, ids);
  const blockers = await selectBlockers(workspaceId, ids);
  return rows.map((row) => {
    const { accountId, accountName, personId, personName, dealId, dealName, ...columns } = row;
    return {
      ...columns,
      priority: row.priority as Task['priority'],
      state: row.state as Task['state'],
      account: named(accountId, accountName),
      person: named(personId, personName),
      deal: named(dealId, dealName),
      items: items.get(row.id) ?? [],
      blockers: blockers.get(row.id) ?? [],
    };
  });
}

function named(id: string | null, name: string | null) {
  return id === null ? null : { id, name: name ?? '' };
}
