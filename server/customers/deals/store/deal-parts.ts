import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { DealLine, DealPart, DealPerson } from '../schema/deal.ts';

/** Who takes part, whose word counts most first, with their last touch. */
export async function selectDealPeople(workspaceId: string, dealId: string): Promise<DealPerson[]> {
  const { rows } = await sql<DealPerson>`
    select part.person_id, p.name, p.email, p.title, part.role, part.influence, part.attitude, part.strength,
      (select max(entry.at) from customers.timeline_entries entry
        where entry.workspace_id = part.workspace_id and entry.person_id = part.person_id
          and entry.kind <> 'deal') as last_touch_at
    from customers.deal_people part
    join customers.people p on p.workspace_id = part.workspace_id and p.id = part.person_id
    where part.workspace_id = ${workspaceId} and part.deal_id = ${dealId}
    order by array_position(array['high', 'medium', 'low'], part.influence), part.person_id`.execute(db());
  return rows;
}

export async function listDealPeopleIds(workspaceId: string, dealId: string): Promise<string[]> {
  const rows = await db()
    .selectFrom('customers.dealPeople')
    .select('personId')
    .where('workspaceId', '=', workspaceId)
    .where('dealId', '=', dealId)
    .orderBy('personId')
    .execute();
  return rows.map(({ personId }) => personId);
}

export async function findDealPart(workspaceId: string, dealId: string, personId: string) {
  return db()
    .selectFrom('customers.dealPeople')
    .select(['role', 'influence', 'attitude', 'strength'])
    .where('workspaceId', '=', workspaceId)
    .where('dealId', '=', dealId)
    .where('personId', '=', personId)
    .executeTakeFirst();
}

/** Says the whole part, also what is not known. */
export async function putDealPart(
  workspaceId: string,
  { dealId, personId, ...part }: DealPart & { dealId: string; personId: string },
  at: Date,
): Promise<void> {
  const columns = { ...part, updatedAt: at };
  await db()
    .insertInto('customers.dealPeople')
    .values({ workspaceId, dealId, personId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'dealId', 'personId']).doUpdateSet(columns))
    .execute();
}

export async function deleteDealPart(workspaceId: string, dealId: string, personId: string): Promise<void> {
  await db()
    .deleteFrom('customers.dealPeople')
    .where('workspaceId', '=', workspaceId)
    .where('dealId', '=', dealId)
    .where('personId', '=', personId)
    .execute();
}

export async function selectDealLines(workspaceId: string, dealId: string): Promise<DealLine[]> {
  return db()
    .selectFrom('customers.dealLines')
    .select(['name', 'quantity', 'priceMinor'])
    .where('workspaceId', '=', workspaceId)
    .where('dealId', '=', dealId)
    .orderBy('position')
    .execute();
}

export async function replaceDealLines(
  workspaceId: string,
  dealId: string,
  lines: readonly DealLine[],
): Promise<void> {
  await db()
    .deleteFrom('customers.dealLines')
    .where('workspaceId', '=', workspaceId)
    .where('dealId', '=', dealId)
    .execute();
  if (lines.length === 0) return;
  await db()
    .insertInto('customers.dealLines')
    .values(lines.map((line, position) => ({ workspaceId, dealId, position, ...line })))
    .execute();
}
