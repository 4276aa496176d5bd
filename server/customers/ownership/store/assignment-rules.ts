import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { AssignedObject, AssignmentRule, AssignmentRuleChange, NewAssignmentRule } from '../schema.ts';

const ruleColumns = [
  'id',
  'object',
  'name',
  'conditions',
  'memberIds',
  'followsAccount',
  'isActive',
  'given',
  'updatedAt',
] as const;

/** In the order in which they are tried, held until the transaction ends where they are to be used. */
export async function selectRules(
  workspaceId: string,
  object: AssignedObject,
  { isHeld = false } = {},
): Promise<AssignmentRule[]> {
  let select = db()
    .selectFrom('customers.assignmentRules')
    .select(ruleColumns)
    .where('workspaceId', '=', workspaceId)
    .where('object', '=', object)
    .orderBy('place')
    .orderBy('id');
  if (isHeld) select = select.forUpdate();
  return (await select.execute()).map(toRule);
}

/** Held until the transaction ends, or null. */
export async function lockRule(workspaceId: string, id: string): Promise<AssignmentRule | null> {
  const row = await db()
    .selectFrom('customers.assignmentRules')
    .select(ruleColumns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? toRule(row) : null;
}

/** The newest is tried last. */
export async function insertRule(workspaceId: string, id: string, rule: NewAssignmentRule, at: Date) {
  const { object, name, memberIds, followsAccount, isActive } = rule;
  await db()
    .insertInto('customers.assignmentRules')
    .values((eb) => ({
      ...{ workspaceId, id, object, name, memberIds, followsAccount, isActive, createdAt: at, updatedAt: at },
      conditions: JSON.stringify(rule.conditions),
      place: eb
        .selectFrom('customers.assignmentRules')
        .select(sql<number>`coalesce(max(place), 0) + 1`.as('place'))
        .where('workspaceId', '=', workspaceId)
        .where('object', '=', object),
    }))
    .execute();
}

export async function updateRule(workspaceId: string, id: string, change: AssignmentRuleChange, at: Date) {
  const { conditions, ...columns } = change;
  await db()
    .updateTable('customers.assignmentRules')
    .set({
      ...columns,
      ...(conditions ? { conditions: JSON.stringify(conditions) } : {}),
      updatedAt: at,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function deleteRule(workspaceId: string, id: string): Promise<void> {
  await db()
    .deleteFrom('customers.assignmentRules')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function placeRules(workspaceId: string, ids: string[]): Promise<void> {
  await sql`
    update customers.assignment_rules r set place = i.place
    from unnest(${ids}::text[]) with ordinality as i(id, place)
    where r.workspace_id = ${workspaceId} and r.id = i.id`.execute(db());
}

export async function addGiven(workspaceId: string, id: string, count: number): Promise<void> {
  await db()
    .updateTable('customers.assignmentRules')
    .set((eb) => ({ given: eb('given', '+', count) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

function toRule({ given, ...row }: Record<(typeof ruleColumns)[number], unknown>): AssignmentRule {
  return { ...(row as Omit<AssignmentRule, 'givenCount'>), givenCount: Number(given) };
}
