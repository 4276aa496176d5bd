import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { HealthBand, Stage } from '../rules.ts';

/** A person who can be written to, with the account that they work for. */
export interface Contact {
  personId: string;
  name: string | null;
  /** Lower case. */
  email: string;
  /** As the person's own systems call it, for example `th-TH`; null where nobody said. */
  language: string | null;
  country: string | null;
  accountId: string;
  accountName: string;
  stage: Stage;
  planTier: string | null;
  healthBand: HealthBand;
}

/** Null ids mean everybody. */
export async function selectContacts(
  workspaceId: string,
  { stages, personIds }: { stages: readonly string[] | null; personIds: string[] | null },
): Promise<Contact[]> {
  const { rows } = await sql<Contact>`
    select p.id as person_id, p.name, p.email, coalesce(p.attributes ->> 'language', p.attributes ->> 'locale')
        as language, p.country, a.id as account_id, a.name as account_name, a.stage, a.plan_tier,
      coalesce(f.health_band, 'not_scored') as health_band
    from customers.people p
    join customers.accounts a on a.workspace_id = p.workspace_id and a.id = p.account_id
    left join customers.account_figures f on f.workspace_id = a.workspace_id and f.account_id = a.id
    where p.workspace_id = ${workspaceId} and p.email is not null
      and (${stages}::text[] is null or a.stage = any(${stages}::text[]))
      and (${personIds}::text[] is null or p.id = any(${personIds}::text[]))
    order by p.id`.execute(db());
  return rows;
}
