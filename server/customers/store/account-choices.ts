import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { AccountChoices } from '../schema/account.ts';

const MAX_CHOICES = 200;

/** The different values of the columns that lists are filtered by, read by hopping along each index. */
export async function selectAccountChoices(workspaceId: string): Promise<AccountChoices> {
  return {
    channels: await distinct(workspaceId, 'channel'),
    industries: await distinct(workspaceId, 'industry'),
    countries: await distinct(workspaceId, 'country'),
    planTiers: await distinct(workspaceId, 'plan_tier'),
  };
}

async function distinct(workspaceId: string, name: string): Promise<string[]> {
  const column = sql.raw(name);
  const { rows } = await sql<{ value: string }>`
    with recursive hop as (
      (select ${column} as value from customers.accounts
        where workspace_id = ${workspaceId} and ${column} is not null order by ${column} limit 1)
      union all
      select (select a.${column} from customers.accounts a
        where a.workspace_id = ${workspaceId} and a.${column} > hop.value order by a.${column} limit 1)
      from hop where hop.value is not null
    )
    select value from hop where value is not null limit ${MAX_CHOICES}`.execute(db());
  return rows.map((row) => row.value);
}
