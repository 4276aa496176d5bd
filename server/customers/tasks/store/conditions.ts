import { sql } from 'kysely';
import type { Actor, RowReach } from '../../../core/actor.ts';
import { dayIn } from '../../../core/calendar.ts';
import { findWorkspace, listMembers } from '../../../workspace/index.ts';
import { allOf, type Condition, contains, isAnyOf } from '../../store/conditions.ts';
import { reachesAccount } from '../../store/reach.ts';
import type { TaskFilters } from '../schema.ts';

/** Whose tasks are read, and when: `today` is the company's. */
export interface TaskReader {
  workspaceId: string;
  userId: string | null;
  /** The role of who reads; null for a key or a job. */
  role: string | null;
  rows: RowReach | null;
  today: string;
  timeZone: string;
  at: Date;
}

export async function taskReaderOf({ workspaceId, userId, rows, now }: Actor): Promise<TaskReader> {
  const { timeZone = 'UTC' } = (await findWorkspace(workspaceId)) ?? {};
  const members = userId ? await listMembers(workspaceId) : [];
  const role = members.find((member) => member.userId === userId)?.role ?? null;
  return { workspaceId, userId, role, rows, timeZone, today: dayIn(timeZone, now), at: now };
}

/** The tasks (t) that there are for this reader: everything that reads tasks goes through here. */
export function isReadable(reader: TaskReader): Condition {
  return sql`t.workspace_id = ${reader.workspaceId} and t.deleted_at is null and ${isReachable(reader)}`;
}

/** With a narrow row scope: what one has made, what is for oneself or one's teams, and what is for one's role. */
export function isReachable(reader: TaskReader): Condition {
  const { rows, userId, role } = reader;
  if (!rows) return sql`true`;
  const ownerIds = [...rows.ownerIds];
  return sql`(t.created_by = ${userId} or t.assignee_id = any(${ownerIds}::text[])
    or (t.assignee_id is null and t.assignee_role = ${role})
    or ${reachesAccount(reader, sql`t.account_id`)})`;
}

export function isOverdueTask({ today, at }: TaskReader): Condition {
  return sql`(t.state = 'open' and coalesce(t.due_on < ${today}::date or t.due_at < ${at}, false))`;
}

export function isBlockedTask(): Condition {
  return sql`(t.state = 'open' and exists (select from customers.task_blockers k
    join customers.tasks o on o.workspace_id = k.workspace_id and o.id = k.blocker_id
    where k.workspace_id = t.workspace_id and k.task_id = t.id and o.state = 'open' and o.deleted_at is null))`;
}

export function taskCondition(reader: TaskReader, filters: TaskFilters): Condition {
  return allOf([
    isReadable(reader),
    contains('t', filters.q),
    isAnyOf(sql`t.state`, filters.state),
    isAnyOf(sql`t.priority`, filters.priority),
    isAnyOf(sql`t.assignee_id`, filters.assigneeId),
    isAnyOf(sql`t.assignee_role`, filters.assigneeRole),
    filters.accountId === undefined ? undefined : sql`t.account_id = ${filters.accountId}`,
    filters.personId === undefined ? undefined : sql`t.person_id = ${filters.personId}`,
    filters.dealId === undefined ? undefined : sql`t.deal_id = ${filters.dealId}`,
    is(sql`coalesce(t.assignee_id = ${reader.userId}, false)`, filters.isMine),
    is(
      sql`(t.assignee_id is null and coalesce(t.assignee_role = ${reader.role}, false))`,
      filters.isForMyRole,
    ),
    is(isOverdueTask(reader), filters.isOverdue),
    is(isBlockedTask(), filters.isBlocked),
    is(sql`(t.due_on is not null)`, filters.hasDay),
    filters.dueFrom === undefined ? undefined : sql`t.due_on >= ${filters.dueFrom}::date`,
    filters.dueTo === undefined ? undefined : sql`t.due_on <= ${filters.dueTo}::date`,
    filters.closedFrom === undefined
      ? undefined
      : sql`(t.closed_at at time zone ${reader.timeZone})::date >= ${filters.closedFrom}::date`,
  ]);
}

function is(condition: Condition, wanted: boolean | undefined): Condition | undefined {
  return wanted === undefined ? undefined : sql`${condition} = ${wanted}`;
}
