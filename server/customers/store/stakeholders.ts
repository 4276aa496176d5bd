import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { StakeholderRole } from '../rules.ts';
import type { StakeholderPart } from '../schema/person.ts';

/** What counts for somebody whose weight nobody has given. */
export const USUAL_WEIGHT = 50;

/** A person's part in an account; absent role and weight keep what is known. */
export interface StakeholderLink {
  accountId: string;
  personId: string;
  role?: StakeholderRole;
  /** 0 to 100. */
  weight?: number;
}

export interface Stakeholder {
  accountId: string;
  personId: string;
  name: string | null;
  email: string | null;
  title: string | null;
  /** Null when it is not known. */
  role: StakeholderRole | null;
  /** 0 to 100. */
  weight: number;
}

/** Adds and changes links; no two may be the same pair. @returns the ids of the people whose part changed. */
export async function upsertStakeholders(
  workspaceId: string,
  links: StakeholderLink[],
  at: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{ personId: string }>`
    insert into customers.stakeholders as known (workspace_id, account_id, person_id, role, weight, updated_at)
    select ${workspaceId}, i."accountId", i."personId", i.role, i.weight, ${at}
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
      as i("accountId" text, "personId" text, role text, weight double precision)
    order by i."accountId", i."personId"
    on conflict (workspace_id, account_id, person_id) do update set
      role = coalesce(excluded.role, known.role),
      weight = coalesce(excluded.weight, known.weight),
      updated_at = excluded.updated_at
    where (coalesce(excluded.role, known.role), coalesce(excluded.weight, known.weight))
      is distinct from (known.role, known.weight)
    returning person_id as "personId"`.execute(db());
  return new Set(rows.map((row) => row.personId));
}

/** Whose word counts most comes first. Null means every account. */
export async function selectStakeholders(
  workspaceId: string,
  accountIds: string[] | null,
): Promise<Stakeholder[]> {
  const { rows } = await sql<Stakeholder>`
    select s.account_id as "accountId", s.person_id as "personId", p.name, p.email, p.title, s.role,
      coalesce(s.weight, ${USUAL_WEIGHT}) as weight
    from customers.stakeholders s
    join customers.people p on p.workspace_id = s.workspace_id and p.id = s.person_id
    where s.workspace_id = ${workspaceId}
      and (${accountIds}::text[] is null or s.account_id = any(${accountIds}::text[]))
    order by s.account_id, coalesce(s.weight, ${USUAL_WEIGHT}) desc, s.person_id`.execute(db());
  return rows;
}

export async function findStakeholder(workspaceId: string, accountId: string, personId: string) {
  return db()
    .selectFrom('customers.stakeholders')
    .select(['role', 'weight', 'attitude', 'strength'])
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .where('personId', '=', personId)
    .executeTakeFirst();
}

/** Says the part, also what is not known; what is absent stays. A person without a main account gets this one. */
export async function putStakeholder(
  workspaceId: string,
  { accountId, personId, ...part }: StakeholderPart & { accountId: string; personId: string },
  at: Date,
): Promise<void> {
  const columns = { ...part, updatedAt: at };
  await db()
    .insertInto('customers.stakeholders')
    .values({ workspaceId, accountId, personId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'accountId', 'personId']).doUpdateSet(columns))
    .execute();
  await db()
    .updateTable('customers.people')
    .set({ accountId })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', personId)
    .where('accountId', 'is', null)
    .execute();
}

/** The person's main account becomes another one that they have a part in, or none. */
export async function deleteStakeholder(
  workspaceId: string,
  accountId: string,
  personId: string,
): Promise<void> {
  await db()
    .deleteFrom('customers.stakeholders')
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .where('personId', '=', personId)
    .execute();
  await sql`
    update customers.people p set account_id = (
      select s.account_id from customers.stakeholders s
      where s.workspace_id = p.workspace_id and s.person_id = p.id order by s.account_id limit 1)
    where p.workspace_id = ${workspaceId} and p.id = ${personId} and p.account_id = ${accountId}`.execute(
    db(),
  );
}
