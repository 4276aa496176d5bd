import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../core/actor.ts';
import { db } from '../../core/db.ts';
import type { Condition } from './conditions.ts';

/** Whose reach it is: an actor. */
export type Reader = Pick<Actor, 'workspaceId' | 'userId' | 'rows'>;

/** To read a record, or to change it as well. */
export type Reaching = 'read' | 'edit';

/**
 * The column holds the id of an account that the reader reaches: by its owner, because it is shared with them, or, to
 * read, because of a deal of theirs. No condition for whoever reaches all. An empty column is not reached.
 */
export function reachesAccount(
  reader: Reader,
  column: RawBuilder<unknown>,
  to: Reaching = 'read',
): Condition | undefined {
  const ids = reachedAccounts(reader, to);
  return ids === null ? undefined : sql`${column} in (${ids})`;
}

/** The same for people: by their owner, or through an account that they work or have a part in. */
export function reachesPerson(
  reader: Reader,
  column: RawBuilder<unknown>,
  to: Reaching = 'read',
): Condition | undefined {
  const accounts = reachedAccounts(reader, to);
  if (!accounts || !reader.rows) return undefined;
  const { workspaceId, rows } = reader;
  // Whoever works in an account that somebody else owns is not nobody's.
  const isNobodys = rows.scope === 'team' ? sql`(q.owner_id is null and q.account_id is null)` : sql`false`;
  return sql`${column} in (
    select q.id from customers.people q where q.workspace_id = ${workspaceId}
      and (q.owner_id = any(${[...rows.ownerIds]}::text[]) or ${isNobodys})
    union all
    select q.id from customers.people q where q.workspace_id = ${workspaceId} and q.account_id in (${accounts})
    union all
    select s.person_id from customers.stakeholders s
    where s.workspace_id = ${workspaceId} and s.account_id in (${accounts}))`;
}

/**
 * What is told of a customer who may be an account, else a person, else nobody that is known: then it is nobody's, which
 * the row scope team reaches. The columns hold their ids.
 */
export function reachesCustomer(
  reader: Reader,
  { account, person }: { account: RawBuilder<unknown>; person: RawBuilder<unknown> },
): Condition | undefined {
  if (!reader.rows) return undefined;
  return sql`case when ${account} is not null then ${reachesAccount(reader, account)}
    when ${person} is not null then ${reachesPerson(reader, person)}
    else ${reader.rows.scope === 'team'} end`;
}

/** The column holds the id of a deal's owner, or the deal's account is reached. */
export function reachesDeal(reader: Reader, to: Reaching = 'read'): Condition | undefined {
  const accounts = reachedAccounts(reader, to);
  if (!accounts || !reader.rows) return undefined;
  const isNobodys =
    reader.rows.scope === 'team' ? sql`(d.owner_id is null and d.account_id is null)` : sql`false`;
  return sql`(d.owner_id = any(${[...reader.rows.ownerIds]}::text[]) or ${isNobodys} or d.account_id in (${accounts}))`;
}

function reachedAccounts({ workspaceId, userId, rows }: Reader, to: Reaching): RawBuilder<unknown> | null {
  if (!rows) return null;
  const owners = sql`${[...rows.ownerIds]}::text[]`;
  const isNobodys = rows.scope === 'team' ? sql`r.owner_id is null` : sql`false`;
  const byDeals = sql`
    union all
    select d.account_id from customers.deals d where d.workspace_id = ${workspaceId}
      and d.owner_id = any(${owners}) and d.account_id is not null and d.deleted_at is null`;
  return sql`
    select r.id from customers.accounts r where r.workspace_id = ${workspaceId}
      and (r.owner_id = any(${owners}) or ${isNobodys})
    union all
    select h.account_id from customers.account_shares h where h.workspace_id = ${workspaceId}
      and (h.user_id = ${userId} or h.team_id = any(${[...rows.teamIds]}::text[]))
      and ${to === 'read' ? sql`true` : sql`h.can_edit`}
    ${to === 'read' ? byDeals : sql``}`;
}

const REACHES = { account: reachesAccount, person: reachesPerson } as const;

/** Which of these ids the reader reaches. */
export async function selectReached(
  workspaceId: string,
  reader: Reader,
  { object, ids, to }: { object: 'account' | 'person'; ids: string[]; to: Reaching },
): Promise<Set<string>> {
  const table = sql.table(object === 'account' ? 'customers.accounts' : 'customers.people');
  const { rows } = await sql<{ id: string }>`
    select t.id from ${table} t where t.workspace_id = ${workspaceId} and t.id = any(${ids}::text[])
      and ${REACHES[object](reader, sql`t.id`, to) ?? sql`true`}`.execute(db());
  return new Set(rows.map(({ id }) => id));
}
