import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { Dossier } from '../schema.ts';

/** Whose dossier it is: an account with everybody in it, or one person. */
export interface DossierOf {
  accountId: string | null;
  personId: string | null;
}

type Origin = Dossier['origin'];

/** What was told of where the record came from: its own channel, and the words of its first visit. */
export async function selectOrigin(
  workspaceId: string,
  { accountId, personId }: DossierOf,
): Promise<Origin | null> {
  const table = sql.table(accountId ? 'customers.accounts' : 'customers.people');
  const { rows } = await sql<Origin>`
    select channel, attributes ->> 'utm_source' as source, attributes ->> 'utm_campaign' as campaign,
      attributes ->> 'utm_medium' as medium, created_at as since
    from ${table} where workspace_id = ${workspaceId} and id = ${accountId ?? personId}`.execute(db());
  return rows[0] ?? null;
}

export type DossierPerson = Omit<Dossier['people'][number], 'isRefusing'> & { phone: string | null };

/** The people of the account whose word counts most first, or the one person. */
export async function selectParts(
  workspaceId: string,
  { accountId, personId }: DossierOf,
): Promise<DossierPerson[]> {
  const { rows } = await sql<DossierPerson>`
    select p.id as person_id, p.name, p.email, p.phone, p.title, s.role
    from customers.people p
    left join customers.stakeholders s on s.workspace_id = p.workspace_id and s.person_id = p.id
      and s.account_id = coalesce(${accountId}, p.account_id)
    where p.workspace_id = ${workspaceId} and (p.id = ${personId} or s.account_id = ${accountId})
    order by coalesce(s.weight, 50) desc, p.id`.execute(db());
  return rows;
}

/** What the timeline holds, by kind. */
export async function selectActs(
  workspaceId: string,
  { accountId, personId }: DossierOf,
): Promise<Dossier['acts']> {
  const { rows } = await sql<Dossier['acts'][number]>`
    select kind, count(*)::integer as count, min(at) as first_at, max(at) as last_at
    from customers.timeline_entries where workspace_id = ${workspaceId}
      and case when ${accountId}::text is null then person_id = ${personId} else account_id = ${accountId} end
    group by kind order by last_at desc, kind`.execute(db());
  return rows;
}

export interface Reaction {
  personId: string;
  at: Date;
  code: string;
  values: Record<string, unknown>;
}

/** What these people did by themselves since a moment, the oldest first. */
export async function selectReactions(
  workspaceId: string,
  { personIds, kinds, since }: { personIds: string[]; kinds: readonly string[]; since: Date },
): Promise<Reaction[]> {
  const rows = await db()
    .selectFrom('customers.timelineEntries')
    .select(['personId', 'at', 'code', 'values'])
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', (eb) => eb.fn.any(eb.val(personIds)))
    .where('kind', '=', (eb) => eb.fn.any(eb.val([...kinds])))
    .where('at', '>=', since)
    .orderBy('at')
    .execute();
  return rows as Reaction[];
}

/** Of the account or the person: whether a deal is open, and when the next meeting is. */
export async function selectPlans(
  workspaceId: string,
  { accountId, personId }: DossierOf,
  at: Date,
): Promise<{ hasOpenDeal: boolean; meetsAt: Date | null }> {
  const { rows } = await sql<{ hasOpenDeal: boolean; meetsAt: Date | null }>`
    select exists (select from customers.deals d where d.workspace_id = ${workspaceId} and d.deleted_at is null
        and d.state = 'open' and (d.account_id = ${accountId} or exists (select from customers.deal_people q
          where q.workspace_id = d.workspace_id and q.deal_id = d.id and q.person_id = ${personId}))) as has_open_deal,
      (select min(t.at) from customers.activities t where t.workspace_id = ${workspaceId} and t.deleted_at is null
        and t.kind = 'meeting' and t.at > ${at} and (t.account_id = ${accountId} or t.person_id = ${personId}))
        as meets_at`.execute(db());
  return rows[0] ?? { hasOpenDeal: false, meetsAt: null };
}
