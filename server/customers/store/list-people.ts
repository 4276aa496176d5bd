import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { PointLabel } from '../contact-points/kinds.ts';
import { selectPoints } from '../contact-points/store.ts';
import type { FieldSort, FieldValues } from '../fields/schema.ts';
import { askFields, sortedKey, sortOfField } from '../fields/store/field-conditions.ts';
import type { Stage, StakeholderRole } from '../rules.ts';
import type { AccountPerson, Person, PersonQuery } from '../schema/person.ts';
import { hasTags, tagsOf } from '../tags/store/tagged.ts';
import { allOf, type Condition, contains, findFewContaining, isAnyOf } from './conditions.ts';
import { type Reader, reachesAccount, reachesPerson } from './reach.ts';
import { type PageRequest, readPage, type Sort } from './read-page.ts';
import { USUAL_WEIGHT } from './stakeholders.ts';

/** A person without the name of their owner, which the workspace room knows. */
export type StoredPerson = Omit<Person, 'ownerName'>;

const SORTS: Record<Exclude<PersonQuery['sort'], FieldSort>, Sort> = {
  name: { column: sql`p.name_key`, id: sql`p.id`, kind: 'text' },
  createdAt: { column: sql`p.created_at`, id: sql`p.id`, kind: 'time' },
};

export async function pageOfPeople(
  workspaceId: string,
  query: PersonQuery,
  page: PageRequest & { reader: Reader },
): Promise<{ data: StoredPerson[]; nextCursor: string | null }> {
  const few = await findFewContaining(workspaceId, 'people', query.q);
  const holdsWords = few ? isAnyOf(sql`p.id`, few) : contains('p', query.q);
  const asked = await askFields(workspaceId, 'person', 'p', query.field);
  const sort = await sortOf(workspaceId, query.sort);
  const isShort = few !== null || asked.isShort;
  const { rows, nextCursor } = await readPage(sort, { ...page, isShort }, (scan) =>
    selectPeople(workspaceId, page.reader, sortedKey(query.sort))
      .select(sql<string | number | Date | null>`${sort.column}`.as('sortValue'))
      .where(
        allOf([
          ...[holdsWords, conditionOf(query), asked.condition],
          hasTags(workspaceId, 'person', sql`p.id`, query),
          reachesPerson(page.reader, sql`p.id`),
        ]),
      )
      .where(scan.where)
      .orderBy(scan.orderBy)
      .limit(scan.limit)
      .execute(),
  );
  return { data: rows.map(({ sortValue: _, ...row }) => toPerson(row)), nextCursor };
}

/** The person with attributes and their part in each account, or null. */
export async function findPerson(workspaceId: string, id: string, reader: Reader) {
  const row = await selectPeople(workspaceId, reader)
    .select('p.attributes')
    .where('p.id', '=', id)
    .where(allOf([reachesPerson(reader, sql`p.id`)]))
    .executeTakeFirst();
  if (!row) return null;
  const accounts = await db()
    .selectFrom('customers.stakeholders as s')
    .innerJoin('customers.accounts as a', (join) =>
      join.onRef('a.workspaceId', '=', 's.workspaceId').onRef('a.id', '=', 's.accountId'),
    )
    .select(['s.accountId', 'a.name', 'a.stage', 's.role'])
    .select((eb) => eb.fn.coalesce('s.weight', sql<number>`${USUAL_WEIGHT}`).as('weight'))
    .where('s.workspaceId', '=', workspaceId)
    .where('s.personId', '=', id)
    .where(allOf([reachesAccount(reader, sql`a.id`)]))
    .orderBy('a.nameKey')
    .execute();
  return {
    ...toPerson(row),
    attributes: row.attributes as Record<string, unknown>,
    contactPoints: await selectPoints(workspaceId, id),
    accounts: accounts.map((account) => ({
      ...account,
      stage: account.stage as Stage,
      role: account.role as StakeholderRole | null,
    })),
  };
}

/** The people of one account, whose word counts most first. */
export async function pageOfAccountPeople(
  workspaceId: string,
  accountId: string,
  page: Omit<PageRequest, 'direction'>,
): Promise<{ data: AccountPerson[]; nextCursor: string | null }> {
  const weight = sql<number>`coalesce(s.weight, ${sql.lit(USUAL_WEIGHT)})`;
  const lastTouch = sql<Date | null>`(select max(entry.at) from customers.timeline_entries entry
    where entry.workspace_id = s.workspace_id and entry.person_id = s.person_id and entry.kind <> 'deal')`;
  const sort: Sort = { column: weight, id: sql`s.person_id`, kind: 'number' };
  const { rows, nextCursor } = await readPage(sort, { ...page, direction: 'desc' }, (scan) =>
    db()
      .selectFrom('customers.stakeholders as s')
      .innerJoin('customers.people as p', (join) =>
        join.onRef('p.workspaceId', '=', 's.workspaceId').onRef('p.id', '=', 's.personId'),
      )
      .select(['s.personId as id', 'p.name', 'p.email', 'p.title', 'p.phone', 's.role'])
      .select(['s.attitude', 's.strength'])
      .select([weight.as('sortValue'), lastTouch.as('lastTouchAt')])
      .where('s.workspaceId', '=', workspaceId)
      .where('s.accountId', '=', accountId)
      .where(scan.where)
      .orderBy(scan.orderBy)
      .limit(scan.limit)
      .execute(),
  );
  const data = rows.map(({ id, sortValue, ...person }) => ({
    // The table allows these words only.
    ...(person as Omit<AccountPerson, 'personId' | 'weight'>),
    personId: id,
    weight: sortValue,
  }));
  return { data, nextCursor };
}

async function sortOf(workspaceId: string, sort: PersonQuery['sort']): Promise<Sort> {
  return isOfField(sort) ? sortOfField(workspaceId, 'person', 'p', sort) : SORTS[sort];
}

function isOfField(sort: PersonQuery['sort']): sort is FieldSort {
  return sortedKey(sort) !== null;
}

/**
 * Of an account that the reader does not reach neither id nor name. The field's values join as `v`; without a key the planner leaves them out.
 */
function selectPeople(workspaceId: string, reader: Reader, fieldKey: string | null = null) {
  const isShown = reachesAccount(reader, sql`a.id`) ?? sql`true`;
  return db()
    .selectFrom('customers.people as p')
    .leftJoin('customers.accounts as a', (join) =>
      join.onRef('a.workspaceId', '=', 'p.workspaceId').onRef('a.id', '=', 'p.accountId'),
    )
    .select(['p.id', 'p.externalId', 'p.email', 'p.emailLabel', 'p.furtherEmails', 'p.name', 'p.phone'])
    .select(['p.phoneLabel', 'p.title', 'p.country'])
    .select(sql<string | null>`case when ${isShown} then p.account_id end`.as('accountId'))
    .select(sql<string | null>`case when ${isShown} then a.name end`.as('accountName'))
    .select(['p.channel', 'p.stage', 'p.stageReason', 'p.stageChangedAt'])
    .leftJoin('customers.fieldValues as v', (join) =>
      join
        .onRef('v.workspaceId', '=', 'p.workspaceId')
        .onRef('v.recordId', '=', 'p.id')
        .on('v.object', '=', 'person')
        .on('v.fieldKey', '=', fieldKey ?? '')
        .on('v.place', '=', 1),
    )
    .select(['p.ownerId', 'p.createdAt', 'p.updatedAt', 'p.fields'])
    .select(tagsOf('person', sql`p.workspace_id`, sql`p.id`).as('tags'))
    .where('p.workspaceId', '=', workspaceId);
}

type Untyped = 'stage' | 'fields' | 'emailLabel' | 'phoneLabel' | 'furtherEmails';

function toPerson(
  row: Omit<StoredPerson, Untyped> &
    Record<Exclude<Untyped, 'stage'>, unknown> & { stage: string; attributes?: unknown },
): StoredPerson {
  const { attributes: _, ...person } = row;
  return {
    ...person,
    emailLabel: row.emailLabel as PointLabel | null,
    phoneLabel: row.phoneLabel as PointLabel | null,
    furtherEmails: (row.furtherEmails as string[] | null) ?? [],
    stage: row.stage as Stage,
    fields: row.fields as FieldValues,
  };
}

/** Of all filters but the words. */
function conditionOf(query: PersonQuery): Condition {
  return allOf([
    isAnyOf(sql`p.stage`, query.stage),
    isAnyOf(sql`p.channel`, query.channel),
    isAnyOf(sql`p.owner_id`, query.ownerId),
    isAnyOf(sql`p.country`, query.country),
    query.hasEmail === undefined ? undefined : sql`(p.email is not null) = ${query.hasEmail}`,
    query.email === undefined ? undefined : hasAddress(query.email.trim().toLowerCase()),
    query.role && partIn(sql`s.role = any(${query.role}::text[])`),
    query.accountId === undefined ? undefined : partIn(sql`s.account_id = ${query.accountId}`),
  ]);
}

function hasAddress(email: string): Condition {
  return sql`(p.email = ${email} or p.id in (select c.person_id from customers.contact_points c
    where c.workspace_id = p.workspace_id and c.kind = 'email' and c.value = ${email}))`;
}

function partIn(condition: Condition): Condition {
  return sql`exists (select from customers.stakeholders s
    where s.workspace_id = p.workspace_id and s.person_id = p.id and ${condition})`;
}
