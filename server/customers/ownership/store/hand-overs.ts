import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { type Cursor, decodeCursor, toPage } from '../../../core/page.ts';
import type { HandOver, HandOverQuery, OwnedCounts, OwnedObject } from '../schema.ts';

const OWNER = sql.raw('owner_id');

/** What a member owns, in the order in which it is moved: what follows an account comes after the accounts. */
const OWNED = {
  account: {
    table: sql.raw('customers.accounts'),
    owner: OWNER,
    name: sql.raw('r.name_key'),
    isOwned: sql`true`,
  },
  person: {
    table: sql.raw('customers.people'),
    owner: OWNER,
    name: sql.raw('r.name_key'),
    isOwned: sql`true`,
  },
  deal: {
    table: sql.raw('customers.deals'),
    owner: OWNER,
    name: sql.raw('r.name'),
    isOwned: sql`r.state = 'open' and r.deleted_at is null`,
  },
  task: {
    table: sql.raw('customers.tasks'),
    owner: sql.raw('assignee_id'),
    name: sql.raw('r.name_key'),
    isOwned: sql`r.state = 'open' and r.deleted_at is null`,
  },
} satisfies Record<OwnedObject, object>;

interface StoredHandOver {
  id: string;
  fromUserId: string;
  fromName: string;
  toMembers: HandOver['to'];
  note: string | null;
  counts: OwnedCounts;
  madeBy: string;
  createdAt: Date;
  undoneAt: Date | null;
  undoneBy: string | null;
}

/** How many records of each kind somebody owns. */
export async function countOwned(workspaceId: string, userId: string): Promise<OwnedCounts> {
  const count = (object: OwnedObject) => sql`(
    select count(*)::integer from ${OWNED[object].table} r
    where r.workspace_id = ${workspaceId} and r.${OWNED[object].owner} = ${userId} and ${OWNED[object].isOwned})`;
  const { rows } = await sql<OwnedCounts>`
    select ${count('account')} as account, ${count('person')} as person,
      ${count('deal')} as deal, ${count('task')} as task`.execute(db());
  return rows[0] as OwnedCounts;
}

export async function insertHandOver(
  workspaceId: string,
  { from, to, ...columns }: Pick<HandOver, 'id' | 'from' | 'to' | 'note' | 'madeBy' | 'createdAt'>,
): Promise<void> {
  await db()
    .insertInto('customers.handOvers')
    .values({
      ...columns,
      workspaceId,
      fromUserId: from.userId,
      fromName: from.name,
      toMembers: JSON.stringify(to),
    })
    .execute();
}

export interface Move {
  handOverId: string;
  fromUserId: string;
  toUserIds: string[];
  accountNotes: { accountId: string; note: string }[];
  at: Date;
}

/** Gives every account to the next in turn, by name. @returns how many. */
export async function moveAccounts(workspaceId: string, move: Move): Promise<number> {
  const { numAffectedRows } = await sql`
    with owned as (
      select a.id from customers.accounts a
      where a.workspace_id = ${workspaceId} and a.owner_id = ${move.fromUserId}
      order by a.id for update
    ), numbered as (
      select a.id, row_number() over (order by a.name_key, a.id) - 1 as n
      from owned o join customers.accounts a on a.workspace_id = ${workspaceId} and a.id = o.id
    ), moved as (
      update customers.accounts a
      set owner_id = (${move.toUserIds}::text[])[1 + n.n % ${move.toUserIds.length}], updated_at = ${move.at}
      from numbered n where a.workspace_id = ${workspaceId} and a.id = n.id
      returning a.id, a.owner_id
    )
    insert into customers.hand_over_moves (workspace_id, hand_over_id, object, record_id, to_user_id, note)
    select ${workspaceId}, ${move.handOverId}, 'account', m.id, m.owner_id, i.note
    from moved m
    left join jsonb_to_recordset(${JSON.stringify(move.accountNotes)}::jsonb) as i("accountId" text, note text)
      on i."accountId" = m.id`.execute(db());
  return Number(numAffectedRows ?? 0);
}

/** Gives people, deals or tasks to whom their account went in the same hand-over, the others to the next in turn. */
export async function moveFollowers(
  workspaceId: string,
  object: Exclude<OwnedObject, 'account'>,
  move: Move,
): Promise<number> {
  const { table, owner, name, isOwned } = OWNED[object];
  const { numAffectedRows } = await sql`
    with owned as (
      select r.id from ${table} r
      where r.workspace_id = ${workspaceId} and r.${owner} = ${move.fromUserId} and ${isOwned}
      order by r.id for update
    ), numbered as (
      select r.id, m.to_user_id as account_owner,
        row_number() over (partition by m.to_user_id is null order by ${name}, r.id) - 1 as n
      from owned o join ${table} r on r.workspace_id = ${workspaceId} and r.id = o.id
      left join customers.hand_over_moves m on m.workspace_id = ${workspaceId}
        and m.hand_over_id = ${move.handOverId} and m.object = 'account' and m.record_id = r.account_id
    ), moved as (
      update ${table} r set updated_at = ${move.at},
        ${owner} = coalesce(n.account_owner, (${move.toUserIds}::text[])[1 + n.n % ${move.toUserIds.length}])
      from numbered n where r.workspace_id = ${workspaceId} and r.id = n.id
      returning r.id, r.${owner} as owner_id
    )
    insert into customers.hand_over_moves (workspace_id, hand_over_id, object, record_id, to_user_id)
    select ${workspaceId}, ${move.handOverId}, ${object}, id, owner_id from moved`.execute(db());
  return Number(numAffectedRows ?? 0);
}

export async function setCounts(workspaceId: string, id: string, counts: OwnedCounts): Promise<void> {
  await db()
    .updateTable('customers.handOvers')
    .set({ counts: JSON.stringify(counts) })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export interface MovedRecord {
  object: 'account' | 'person';
  recordId: string;
  toUserId: string;
  note: string | null;
}

/** Accounts and people that a hand-over moved, in the order of kind and id; people whose account went along are left out. */
export async function selectMoves(
  workspaceId: string,
  handOverId: string,
  after: Pick<MovedRecord, 'object' | 'recordId'>,
  limit: number,
): Promise<MovedRecord[]> {
  const { rows } = await sql<MovedRecord>`
    select v.object, v.record_id, v.to_user_id, v.note from customers.hand_over_moves v
    where v.workspace_id = ${workspaceId} and v.hand_over_id = ${handOverId}
      and (v.object, v.record_id) > (${after.object}, ${after.recordId})
      and v.object in ('account', 'person') and not (v.object = 'person' and exists (
        select from customers.people p
        join customers.hand_over_moves m on m.workspace_id = p.workspace_id and m.hand_over_id = v.hand_over_id
          and m.object = 'account' and m.record_id = p.account_id
        where p.workspace_id = v.workspace_id and p.id = v.record_id))
    order by v.object, v.record_id limit ${limit}`.execute(db());
  return rows;
}

/** Gives back what its new owners still have. @returns the ids of the records, by kind. */
export async function moveBack(workspaceId: string, handOver: StoredHandOver, at: Date) {
  const back = async (object: OwnedObject) => {
    const { rows } = await sql<{ id: string }>`
      with held as (
        select r.id from ${OWNED[object].table} r
        join customers.hand_over_moves v on v.workspace_id = r.workspace_id and v.record_id = r.id
        where v.workspace_id = ${workspaceId} and v.hand_over_id = ${handOver.id} and v.object = ${object}
          and r.${OWNED[object].owner} = v.to_user_id
        order by r.id for update of r
      )
      update ${OWNED[object].table} r set ${OWNED[object].owner} = ${handOver.fromUserId}, updated_at = ${at}
      from held h where r.workspace_id = ${workspaceId} and r.id = h.id
      returning r.id`.execute(db());
    return rows.map(({ id }) => id);
  };
  const [account, person] = [await back('account'), await back('person')];
  return { account, person, deal: await back('deal'), task: await back('task') };
}

export async function setUndone(workspaceId: string, id: string, by: string, at: Date): Promise<void> {
  await db()
    .updateTable('customers.handOvers')
    .set({ undoneAt: at, undoneBy: by })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

const handOverColumns = [
  'id',
  'fromUserId',
  'fromName',
  'toMembers',
  'note',
  'counts',
  'madeBy',
  'createdAt',
  'undoneAt',
  'undoneBy',
] as const;

/** Held until the transaction ends, or null. */
export async function lockHandOver(workspaceId: string, id: string): Promise<StoredHandOver | null> {
  const row = await db()
    .selectFrom('customers.handOvers')
    .select(handOverColumns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return (row as StoredHandOver | undefined) ?? null;
}

/** Newest first. */
export async function pageOfHandOvers(workspaceId: string, query: HandOverQuery) {
  let select = db()
    .selectFrom('customers.handOvers')
    .select(handOverColumns)
    .where('workspaceId', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  const after = decodeCursor(query.cursor);
  if (after) select = select.where('id', '<', after.id);
  const rows = (await select.execute()) as StoredHandOver[];
  return toPage(rows, query.limit, ({ id }): Cursor => ({ value: null, id }));
}

export function toHandOver({ fromUserId, fromName, toMembers, ...row }: StoredHandOver): HandOver {
  return { ...row, from: { userId: fromUserId, name: fromName }, to: toMembers };
}
