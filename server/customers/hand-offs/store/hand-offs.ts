import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import { decodeCursor, toPage } from '../../../core/page.ts';
import { allOf, type Condition, isAnyOf } from '../../store/conditions.ts';
import { type Reader, reachesCustomer } from '../../store/reach.ts';
import type { HandOff, HandOffFigures, HandOffFilters } from '../schema.ts';

const FIGURE_DAYS = 90;

/** A hand-off without the name of who gets it, which the workspace room knows. */
export type StoredHandOff = Omit<HandOff, 'toName'>;

/** Who asks, with the role by which hand-offs are theirs. */
export interface HandOffReader extends Reader {
  role: string | null;
  at: Date;
}

/** With a narrow row scope: what is for oneself or one's role, what one gave, and what is about what one reaches. */
function isReadable(reader: HandOffReader): Condition {
  const { workspaceId, rows, userId } = reader;
  const reached = reachesCustomer(reader, { account: sql`h.account_id`, person: sql`h.person_id` });
  const isOwn = rows
    ? sql`(h.to_id = ${userId} or h.from_id = ${userId} or h.accepted_by = ${userId} or ${isForRole(reader)} or ${reached})`
    : sql`true`;
  return sql`h.workspace_id = ${workspaceId} and ${isOwn}`;
}

function isForRole({ role }: HandOffReader): Condition {
  return sql`(h.to_id is null and h.to_role = ${role})`;
}

function conditionOf(reader: HandOffReader, filters: HandOffFilters): Condition {
  const { isMine, isFromMe, accountId, personId } = filters;
  const mine = sql<boolean>`(coalesce(h.to_id = ${reader.userId}, false) or coalesce(${isForRole(reader)}, false))`;
  return allOf([
    isReadable(reader),
    isAnyOf(sql`h.state`, filters.state),
    isAnyOf(sql`h.reason`, filters.reason),
    isMine === undefined ? undefined : sql`${mine} = ${isMine}`,
    isFromMe === undefined ? undefined : sql`(h.from_id = ${reader.userId}) = ${isFromMe}`,
    accountId === undefined ? undefined : sql`h.account_id = ${accountId}`,
    personId === undefined ? undefined : sql`h.person_id = ${personId}`,
  ]);
}

const minutes = (from: string, to: string, at: Date) =>
  sql`(extract(epoch from coalesce(${sql.raw(to)}, ${at}::timestamptz) - ${sql.raw(from)}) / 60)::integer`;

function select({ at }: HandOffReader) {
  return sql`
    select h.id, h.account_id, h.person_id, coalesce(a.name, p.name, p.email, '') as record_name, h.from_id, h.from_name,
      h.to_id, h.to_role, h.promised, h.next_step, h.state, h.created_at, h.accepted_at, h.accepted_by_name, h.ended_at,
      h.ended_by_name, h.reason, h.note, h.task_id, h.deal_id,
      ${minutes('h.created_at', 'coalesce(h.accepted_at, h.ended_at)', at)} as waited_minutes,
      case when h.accepted_at is not null then ${minutes('h.accepted_at', 'h.ended_at', at)} end as held_minutes
    from customers.hand_offs h
    left join customers.accounts a on a.workspace_id = h.workspace_id and a.id = h.account_id
    left join customers.people p on p.workspace_id = h.workspace_id and p.id = h.person_id`;
}

/** The newest first. */
export async function pageOfHandOffs(
  reader: HandOffReader,
  filters: HandOffFilters,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const after = decodeCursor(cursor);
  const { rows } = await sql<StoredHandOff>`
    ${select(reader)} where ${conditionOf(reader, filters)}
      and (${after?.id ?? null}::text is null
        or (h.created_at, h.id) < (${after?.value ?? null}::timestamptz, ${after?.id ?? null}))
    order by h.created_at desc, h.id desc limit ${limit + 1}`.execute(db());
  return toPage(rows, limit, ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }));
}

/** For exports: in the order of their ids. */
export async function nextHandOffs(
  reader: HandOffReader,
  filters: HandOffFilters,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<StoredHandOff[]> {
  const { rows } = await sql<StoredHandOff>`
    ${select(reader)} where ${conditionOf(reader, filters)} and h.id > ${afterId}
    order by h.id limit ${limit}`.execute(db());
  return rows;
}

export async function findHandOff(reader: HandOffReader, id: string): Promise<StoredHandOff | null> {
  const { rows } = await sql<StoredHandOff>`
    ${select(reader)} where ${isReadable(reader)} and h.id = ${id}`.execute(db());
  return rows[0] ?? null;
}

/** Held until the transaction ends: of two who decide at once one waits for the other. */
export async function lockHandOff(workspaceId: string, id: string): Promise<void> {
  await sql`select id from customers.hand_offs where workspace_id = ${workspaceId} and id = ${id} for update`.execute(
    db(),
  );
}

export type NewRow = Pick<
  StoredHandOff,
  'fromId' | 'fromName' | 'toId' | 'toRole' | 'promised' | 'nextStep' | 'accountId' | 'personId' | 'createdAt'
>;

/** @returns its id, or null when the record waits for somebody already. */
export async function insertHandOff(workspaceId: string, row: NewRow): Promise<string | null> {
  const made = await db()
    .insertInto('customers.handOffs')
    .values({ workspaceId, id: newId('hof'), ...row, waitingAs: row.accountId ?? row.personId })
    .onConflict((double) => double.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id ?? null;
}

type Change = Partial<
  Pick<
    StoredHandOff,
    | 'state'
    | 'acceptedAt'
    | 'acceptedByName'
    | 'endedAt'
    | 'endedByName'
    | 'reason'
    | 'note'
    | 'taskId'
    | 'dealId'
  > & { acceptedBy: string; waitingAs: null }
>;

export async function updateHandOff(workspaceId: string, id: string, change: Change): Promise<void> {
  await db()
    .updateTable('customers.handOffs')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Of the last 90 days, as far as the reader sees them. */
export async function selectFigures(reader: HandOffReader): Promise<HandOffFigures> {
  const { rows } = await sql<HandOffFigures>`
    with own as (
      select h.*, extract(epoch from coalesce(h.accepted_at, h.ended_at) - h.created_at) / 60 as waited
      from customers.hand_offs h where ${isReadable(reader)}
        and (h.state = 'waiting' or h.created_at > ${reader.at}::timestamptz - make_interval(days => ${FIGURE_DAYS})))
    select (count(*) filter (where state = 'waiting'))::integer as waiting,
      (count(*) filter (where state = 'accepted'))::integer as accepted,
      (count(*) filter (where state = 'returned'))::integer as returned,
      percentile_cont(0.5) within group (order by waited) filter (where state <> 'withdrawn' and waited is not null)
        as median_wait_minutes,
      (max(extract(epoch from ${reader.at}::timestamptz - created_at) / 60)
        filter (where state = 'waiting'))::double precision as longest_wait_minutes,
      coalesce((select json_agg(told order by told.count desc, told.reason) from (
        select reason, count(*)::integer as count from own where reason is not null group by reason) as told), '[]')
        as reasons
    from own`.execute(db());
  const [figures] = rows;
  if (!figures) throw new Error('an aggregate has one row');
  return figures;
}
