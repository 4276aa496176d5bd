import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { notFound } from '../../../core/problem.ts';
import { searchKey } from '../../rules.ts';
import type { ActivityKind, Direction, Outcome } from '../kinds.ts';

/** What an activity says: what a change of it keeps. */
export interface Said {
  at: Date;
  direction: Direction | null;
  durationMinutes: number | null;
  outcome: Outcome | null;
  body: string;
  nextStep: string | null;
  /** An ISO day. */
  nextStepOn: string | null;
}

/** An activity as acts change it. */
export interface ActivityRow extends Said {
  id: string;
  externalId: string | null;
  kind: ActivityKind;
  accountId: string | null;
  personId: string | null;
  authorId: string;
  authorName: string;
  isPinned: boolean;
  editedAt: Date | null;
  version: number;
  deletedAt: Date | null;
}

/** The activity, locked until the transaction ends; also a deleted one. @throws Problem 404 */
export async function lockActivity(workspaceId: string, id: string): Promise<ActivityRow> {
  const row = await db()
    .selectFrom('customers.activities')
    .select(['id', 'externalId', 'kind', 'accountId', 'personId', 'at', 'direction', 'durationMinutes'])
    .select(['outcome', 'body', 'nextStep', 'authorId', 'authorName', 'isPinned', 'editedAt', 'version'])
    .select('deletedAt')
    .select(sql<string | null>`next_step_on::text`.as('nextStepOn'))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('activity');
  return row as ActivityRow;
}

export async function findByExternalId(workspaceId: string, externalId: string) {
  return db()
    .selectFrom('customers.activities')
    .select(['id', 'deletedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('externalId', '=', externalId)
    .executeTakeFirst();
}

/** @returns whether it is new: false when the external id has one already. */
export async function insertActivity(
  workspaceId: string,
  activity: Omit<ActivityRow, 'version' | 'editedAt' | 'deletedAt'>,
  at: Date,
): Promise<boolean> {
  const row = await db()
    .insertInto('customers.activities')
    .values({ workspaceId, ...activity, searchKey: keyOf(activity), createdAt: at, updatedAt: at })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'externalId']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Every change makes a new version. */
export async function updateActivity(workspaceId: string, row: ActivityRow, at: Date): Promise<void> {
  const { id, version: _version, ...columns } = row;
  await db()
    .updateTable('customers.activities')
    .set({ ...columns, searchKey: keyOf(row), version: sql`version + 1`, updatedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

function keyOf({ body, nextStep }: Pick<Said, 'body' | 'nextStep'>): string {
  return searchKey(`${body} ${nextStep ?? ''}`);
}

export async function insertVersion(
  workspaceId: string,
  { id, version }: ActivityRow,
  said: Said,
  by: { changedBy: string; changedAt: Date },
): Promise<void> {
  await db()
    .insertInto('customers.activityVersions')
    .values({ workspaceId, activityId: id, version, said: JSON.stringify(said), ...by })
    .execute();
}

/** The newest first. */
export async function selectVersions(workspaceId: string, activityId: string) {
  return db()
    .selectFrom('customers.activityVersions')
    .select(['version', 'said', 'changedBy', 'changedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('activityId', '=', activityId)
    .orderBy('version', 'desc')
    .execute();
}

export async function selectPartIds(workspaceId: string, activityId: string): Promise<string[]> {
  const rows = await db()
    .selectFrom('customers.activityPeople')
    .select('personId')
    .where('workspaceId', '=', workspaceId)
    .where('activityId', '=', activityId)
    .orderBy('personId')
    .execute();
  return rows.map(({ personId }) => personId);
}

/** Says who takes part; who stays is not written again. */
export async function setParts(workspaceId: string, activityId: string, personIds: string[]): Promise<void> {
  await sql`
    delete from customers.activity_people where workspace_id = ${workspaceId} and activity_id = ${activityId}
      and person_id <> all(${personIds}::text[])`.execute(db());
  await sql`
    insert into customers.activity_people (workspace_id, activity_id, person_id)
    select ${workspaceId}, ${activityId}, given.id from unnest(${personIds}::text[]) as given(id)
    on conflict do nothing`.execute(db());
}
