import { type RawBuilder, sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { allOf, type Condition, isAtLeast, isAtMost } from '../../store/conditions.ts';
import type { AssignedObject, AssignmentRule, Conditions } from '../schema.ts';

export const TABLES = { account: sql.raw('customers.accounts'), person: sql.raw('customers.people') };

export interface Assigned {
  id: string;
  ownerId: string;
}

/** Gives those of the records that fit and have no owner to the rule's members in turn, oldest record first. */
export async function assignInTurn(
  workspaceId: string,
  { object, conditions, givenCount }: AssignmentRule,
  memberIds: string[],
  ids: string[],
  at: Date,
): Promise<Assigned[]> {
  const { rows } = await sql<Assigned>`
    with open as (
      select r.id from ${TABLES[object]} r
      where r.workspace_id = ${workspaceId} and r.id = any(${ids}::text[]) and r.owner_id is null
        and ${fits(conditions)}
      order by r.id for update
    ), numbered as (select id, row_number() over (order by id) - 1 as n from open)
    update ${TABLES[object]} r
    set owner_id = (${memberIds}::text[])[1 + (${givenCount}::bigint + n.n) % ${memberIds.length}], updated_at = ${at}
    from numbered n where r.workspace_id = ${workspaceId} and r.id = n.id
    returning r.id, r.owner_id`.execute(db());
  return rows;
}

/** Gives those of the people that fit and have no owner to the owner of their account. */
export async function assignAsAccount(
  workspaceId: string,
  { conditions }: AssignmentRule,
  ids: string[],
  at: Date,
): Promise<Assigned[]> {
  const { rows } = await sql<Assigned>`
    with open as (
      select r.id, a.owner_id from customers.people r
      join customers.accounts a on a.workspace_id = r.workspace_id and a.id = r.account_id
      where r.workspace_id = ${workspaceId} and r.id = any(${ids}::text[]) and r.owner_id is null
        and a.owner_id is not null and ${fits(conditions)}
      order by r.id for update of r
    )
    update customers.people r set owner_id = o.owner_id, updated_at = ${at}
    from open o where r.workspace_id = ${workspaceId} and r.id = o.id
    returning r.id, r.owner_id`.execute(db());
  return rows;
}

/** People without an owner who belong to these accounts. */
export async function selectOwnerlessOf(workspaceId: string, accountIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from customers.people
    where workspace_id = ${workspaceId} and account_id = any(${accountIds}::text[]) and owner_id is null
    order by id`.execute(db());
  return rows.map(({ id }) => id);
}

/** Records without an owner after an id, in the order of ids. */
export async function selectOwnerless(
  workspaceId: string,
  object: AssignedObject,
  after: string,
  limit: number,
) {
  const { rows } = await sql<{ id: string }>`
    select id from ${TABLES[object]}
    where workspace_id = ${workspaceId} and owner_id is null and id > ${after}
    order by id limit ${limit}`.execute(db());
  return rows.map(({ id }) => id);
}

/** How many records without an owner fall to each rule; those of no rule under null. */
export async function countByRule(
  workspaceId: string,
  object: AssignedObject,
  rules: AssignmentRule[],
): Promise<{ ruleId: string | null; count: number }[]> {
  const cases = rules.map((rule) => sql`when ${takes(rule)} then ${rule.id}`);
  const first = cases.length === 0 ? sql`null::text` : sql`case ${sql.join(cases, sql` `)} end`;
  const account =
    object === 'person'
      ? sql`left join customers.accounts a on a.workspace_id = r.workspace_id and a.id = r.account_id`
      : sql``;
  const { rows } = await sql<{ ruleId: string | null; count: number }>`
    select ${first} as rule_id, count(*)::integer as count from ${TABLES[object]} r ${account}
    where r.workspace_id = ${workspaceId} and r.owner_id is null group by 1`.execute(db());
  return rows;
}

function takes({ conditions, followsAccount }: AssignmentRule): Condition {
  return followsAccount ? sql`(a.owner_id is not null and ${fits(conditions)})` : fits(conditions);
}

/** `r` is the account or the person; what people do not have is no condition of theirs. */
function fits(conditions: Conditions): Condition {
  return allOf([
    conditions.stages && sql`r.stage = any(${conditions.stages}::text[])`,
    isOneOf(sql`r.country`, conditions.countries),
    isOneOf(sql`r.channel`, conditions.channels),
    isOneOf(sql`r.industry`, conditions.industries),
    isOneOf(sql`r.plan_tier`, conditions.planTiers),
    isAtLeast(sql`r.seats`, conditions.minSeats),
    isAtMost(sql`r.seats`, conditions.maxSeats),
  ]);
}

function isOneOf(column: RawBuilder<unknown>, values: string[] | undefined): Condition | undefined {
  if (!values) return undefined;
  return sql`lower(${column}) = any(${values.map((value) => value.toLowerCase())}::text[])`;
}
