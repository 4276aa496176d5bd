import { type SqlBool, sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import { notFound } from '../../../core/problem.ts';
import { searchKey } from '../../rules.ts';
import type { Task } from '../schema.ts';
import { isReachable, isReadable, type TaskReader } from './conditions.ts';

/** A task as acts change it. */
export interface TaskRow {
  id: string;
  externalId: string | null;
  title: string;
  note: string | null;
  /** An ISO day. */
  dueOn: string | null;
  dueAt: Date | null;
  priority: Task['priority'];
  assigneeId: string | null;
  assigneeRole: string | null;
  accountId: string | null;
  personId: string | null;
  dealId: string | null;
  state: Task['state'];
  closedAt: Date | null;
  closedBy: string | null;
  closedByName: string | null;
  recurrence: string | null;
  seriesId: string | null;
  seriesPlace: number | null;
  /** An ISO day. */
  seriesStart: string | null;
  remindAt: Date | null;
  remindedAt: Date | null;
  createdBy: string;
  createdByName: string;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
}

function rows() {
  return db()
    .selectFrom('customers.tasks as t')
    .select(['t.id', 't.externalId', 't.title', 't.note', 't.dueAt', 't.priority', 't.assigneeId'])
    .select(sql<string | null>`t.due_on::text`.as('dueOn'))
    .select([
      't.assigneeRole',
      't.accountId',
      't.personId',
      't.dealId',
      't.state',
      't.closedAt',
      't.closedBy',
    ])
    .select(['t.closedByName', 't.recurrence', 't.seriesId', 't.seriesPlace', 't.remindAt', 't.remindedAt'])
    .select(sql<string | null>`t.series_start::text`.as('seriesStart'))
    .select(['t.createdBy', 't.createdByName', 't.createdAt', 't.updatedAt', 't.deletedAt']);
}

/** The task, locked until the transaction ends. @throws Problem 404 */
export async function lockTask(reader: TaskReader, id: string): Promise<TaskRow> {
  const row = await rows().where(isReadable(reader)).where('t.id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound('task');
  return row as TaskRow;
}

/** These tasks, locked in the order of their ids; also deleted ones where `withDeleted` says so. */
export async function lockTasks(reader: TaskReader, ids: string[], withDeleted = false): Promise<TaskRow[]> {
  const ofReader = sql<SqlBool>`t.workspace_id = ${reader.workspaceId} and ${isReachable(reader)}`;
  const found = await rows()
    .where(withDeleted ? ofReader : isReadable(reader))
    .where('t.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .orderBy('t.id')
    .forUpdate()
    .execute();
  return found as TaskRow[];
}

export async function findTaskByExternalId(workspaceId: string, externalId: string): Promise<TaskRow | null> {
  const row = await rows()
    .where('t.workspaceId', '=', workspaceId)
    .where('t.externalId', '=', externalId)
    .executeTakeFirst();
  return (row as TaskRow | undefined) ?? null;
}

/** The next of a series, locked; null while there is none. */
export async function lockInSeries(workspaceId: string, seriesId: string, place: number) {
  const row = await rows()
    .where('t.workspaceId', '=', workspaceId)
    .where('t.seriesId', '=', seriesId)
    .where('t.seriesPlace', '=', place)
    .forUpdate()
    .executeTakeFirst();
  return (row as TaskRow | undefined) ?? null;
}

export type TaskColumns = Omit<
  TaskRow,
  | 'id'
  | 'state'
  | 'closedAt'
  | 'closedBy'
  | 'closedByName'
  | 'createdAt'
  | 'updatedAt'
  | 'deletedAt'
  | 'remindedAt'
>;

/** @returns its id, or null when the external id or the place in the series is taken. A series begins with its first task. */
export async function insertTask(
  workspaceId: string,
  columns: TaskColumns,
  at: Date,
): Promise<string | null> {
  const id = newId('tsk');
  const seriesId = columns.recurrence ? (columns.seriesId ?? id) : null;
  const row = await db()
    .insertInto('customers.tasks')
    .values({
      ...columns,
      ...{ workspaceId, id, seriesId, nameKey: searchKey(columns.title), createdAt: at, updatedAt: at },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function updateTask(
  workspaceId: string,
  id: string,
  change: Partial<Omit<TaskRow, 'id' | 'createdAt' | 'updatedAt'>>,
  at: Date,
): Promise<void> {
  const nameKey = change.title === undefined ? {} : { nameKey: searchKey(change.title) };
  await db()
    .updateTable('customers.tasks')
    .set({ ...change, ...nameKey, updatedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function removeTask(workspaceId: string, id: string): Promise<void> {
  await db()
    .deleteFrom('customers.tasks')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Open tasks whose reminder is due, held by this transaction alone; some at a time. */
export async function takeReminders(workspaceId: string, at: Date, limit: number): Promise<TaskRow[]> {
  const found = await rows()
    .where('t.workspaceId', '=', workspaceId)
    .where('t.state', '=', 'open')
    .where('t.deletedAt', 'is', null)
    .where('t.remindedAt', 'is', null)
    .where('t.remindAt', '<=', at)
    .orderBy('t.remindAt')
    .orderBy('t.id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return found as TaskRow[];
}
