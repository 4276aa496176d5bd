import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { withFormer } from '../merges/store/former-keys.ts';
import { type Stage, searchKey } from '../rules.ts';

/** The facts of an account that higher rooms decide by. */
export interface AccountSummary {
  id: string;
  externalId: string | null;
  name: string;
  industry: string | null;
  country: string | null;
  planTier: string | null;
  channel: string | null;
  stage: Stage;
  signedUpAt: Date | null;
  onboardedAt: Date | null;
  ownerId: string | null;
}

const summaryColumns = [
  'id',
  'externalId',
  'name',
  'industry',
  'country',
  'planTier',
  'channel',
  'stage',
  'signedUpAt',
  'onboardedAt',
  'ownerId',
] as const;

/** Internal ids by external id, also by one of a record that was merged away; unknown ones are missing. */
export async function selectAccountIds(
  workspaceId: string,
  externalIds: string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  const rows = await db()
    .selectFrom('customers.accounts')
    .select(['externalId', 'id'])
    .where('workspaceId', '=', workspaceId)
    .where('externalId', '=', (eb) => eb.fn.any(eb.val(externalIds)))
    .execute();
  const known = new Map(rows.map((row) => [row.externalId ?? '', row.id]));
  return withFormer(workspaceId, 'account', ['external_id'], { values: externalIds, known });
}

/** Of every account of the workspace, in their order. */
export async function selectAllAccountIds(workspaceId: string): Promise<string[]> {
  const rows = await db()
    .selectFrom('customers.accounts')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Accounts that finished onboarding at a moment in `[from, to)`. */
export async function selectOnboardedAccounts(
  workspaceId: string,
  { from, to }: { from: Date; to: Date },
): Promise<string[]> {
  const rows = await db()
    .selectFrom('customers.accounts')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('onboardedAt', '>=', from)
    .where('onboardedAt', '<', to)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Null means every account of the workspace. */
export async function selectSummaries(
  workspaceId: string,
  accountIds: string[] | null,
): Promise<AccountSummary[]> {
  let select = db()
    .selectFrom('customers.accounts')
    .select(summaryColumns)
    .where('workspaceId', '=', workspaceId)
    .orderBy('id');
  if (accountIds) select = select.where('id', '=', (eb) => eb.fn.any(eb.val(accountIds)));
  return (await select.execute()) as AccountSummary[];
}

/** An account that may be the same company as one that is asked about, and by what. */
export interface SimilarAccount {
  id: string;
  externalId: string | null;
  name: string;
  domain: string | null;
  stage: Stage;
  isSameDomain: boolean;
  isSameName: boolean;
  hasPerson: boolean;
}

const MAX_SIMILAR = 20;

export async function selectSimilar(
  workspaceId: string,
  { domain, name, email }: { domain: string | null; name: string; email: string },
): Promise<SimilarAccount[]> {
  const { rows } = await sql<SimilarAccount>`
    with found as (
      select id, external_id, name, domain, stage, coalesce(domain = ${domain}, false) as is_same_domain,
        name_key = ${searchKey(name)} as is_same_name,
        id in (select account_id from customers.people
          where workspace_id = ${workspaceId} and email = ${email}) as has_person
      from customers.accounts where workspace_id = ${workspaceId} and (domain = ${domain}
        or name_key = ${searchKey(name)} or id in (select account_id from customers.people
          where workspace_id = ${workspaceId} and email = ${email})))
    select * from found order by has_person desc, is_same_domain desc, id limit ${MAX_SIMILAR}`.execute(db());
  return rows;
}
