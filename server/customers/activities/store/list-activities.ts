import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { type Reader, reachesPerson } from '../../store/reach.ts';
import { type PageRequest, readPage, type Sort } from '../../store/read-page.ts';
import type { Activity, ActivityFilters } from '../schema.ts';
import { activityCondition, isReadable } from './conditions.ts';

const BY_TIME: Sort = { column: sql.raw('t.at'), id: sql.raw('t.id'), kind: 'time' };

export async function pageOfActivities(
  reader: Reader,
  filters: ActivityFilters,
  page: PageRequest,
): Promise<{ data: Activity[]; nextCursor: string | null }> {
  const { rows, nextCursor } = await readPage(BY_TIME, page, (scan) =>
    selectActivities(reader)
      .select('t.at as sortValue')
      .where(activityCondition(reader, filters))
      .where(scan.where)
      .orderBy(scan.orderBy)
      .limit(scan.limit)
      .execute(),
  );
  return {
    data: await withPeople(
      reader,
      rows.map(({ sortValue: _sorted, ...row }) => row),
    ),
    nextCursor,
  };
}

/** For exports: in the order of their ids, from after `afterId`. */
export async function nextActivities(
  reader: Reader,
  filters: ActivityFilters,
  afterId: string,
  limit: number,
): Promise<Activity[]> {
  const rows = await selectActivities(reader)
    .where(activityCondition(reader, filters))
    .where('t.id', '>', afterId)
    .orderBy('t.id')
    .limit(limit)
    .execute();
  return withPeople(reader, rows);
}

export async function findActivity(reader: Reader, id: string): Promise<Activity | null> {
  const rows = await selectActivities(reader).where(isReadable(reader)).where('t.id', '=', id).execute();
  const [activity] = await withPeople(reader, rows);
  return activity ?? null;
}

function selectActivities(reader: Reader) {
  const isKnown = reachesPerson(reader, sql`p.id`) ?? sql`true`;
  return db()
    .selectFrom('customers.activities as t')
    .leftJoin('customers.accounts as a', (join) =>
      join.onRef('a.workspaceId', '=', 't.workspaceId').onRef('a.id', '=', 't.accountId'),
    )
    .leftJoin('customers.people as p', (join) =>
      join.onRef('p.workspaceId', '=', 't.workspaceId').onRef('p.id', '=', 't.personId'),
    )
    .select(['t.id', 't.externalId', 't.kind', 't.accountId', 'a.name as accountName', 't.personId', 't.at'])
    .select(sql<string | null>`case when ${isKnown} then coalesce(p.name, p.email) end`.as('personName'))
    .select(['t.direction', 't.durationMinutes', 't.outcome', 't.body', 't.nextStep', 't.authorId'])
    .select(sql<string | null>`t.next_step_on::text`.as('nextStepOn'))
    .select(['t.authorName', 't.isPinned', 't.editedAt', 't.version', 't.createdAt', 't.updatedAt']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectActivities>['execute']>>[number];

/** Of who took part the reader learns whom they reach. */
async function withPeople(reader: Reader, rows: Row[]): Promise<Activity[]> {
  if (rows.length === 0) return [];
  const parts = await db()
    .selectFrom('customers.activityPeople as part')
    .innerJoin('customers.people as p', (join) =>
      join.onRef('p.workspaceId', '=', 'part.workspaceId').onRef('p.id', '=', 'part.personId'),
    )
    .select(['part.activityId', 'part.personId'])
    .select((eb) => eb.fn.coalesce('p.name', 'p.email').as('name'))
    .where('part.workspaceId', '=', reader.workspaceId)
    .where(reachesPerson(reader, sql`part.person_id`) ?? sql<boolean>`true`)
    .where('part.activityId', '=', (eb) => eb.fn.any(eb.val(rows.map(({ id }) => id))))
    .orderBy('part.personId')
    .execute();
  const people = Map.groupBy(parts, ({ activityId }) => activityId);
  return rows.map((row) => ({
    ...(row as Omit<Activity, 'people'>),
    people: (people.get(row.id) ?? []).map(({ personId, name }) => ({ personId, name })),
  }));
}
