import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { TimedTelling } from '../rules/fold-ticket.ts';
import type { DeskParty, TicketTelling, UnknownRequester } from '../schema/desk.ts';
import { toStorableJson } from './storable-json.ts';

const MAX_LISTED = 200;

/** A ticket of a desk: by the desk's own id of it. */
export interface DeskTicketKey {
  deskId: string;
  ticket: string;
}

/** Makes sure that the ticket is there, and locks it: what is told of one ticket is settled one after another. */
export async function lockDeskTicket(
  workspaceId: string,
  { deskId, ticket }: DeskTicketKey,
  at: Date,
): Promise<void> {
  await sql`insert into signals.desk_tickets (workspace_id, desk_id, ticket, told_at)
    values (${workspaceId}, ${deskId}, ${ticket}, ${at})
    on conflict (workspace_id, desk_id, ticket) do update set told_at = greatest(desk_tickets.told_at, excluded.told_at)`.execute(
    db(),
  );
}

/** @returns whether it is new. */
export async function insertTelling(
  workspaceId: string,
  { deskId, ticket }: DeskTicketKey,
  { externalId, at, told, receivedAt }: TimedTelling & { receivedAt: Date },
): Promise<boolean> {
  const row = await db()
    .insertInto('signals.deskTellings')
    .values({ workspaceId, deskId, ticket, externalId, at, receivedAt, telling: toStorableJson(told) })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'deskId', 'externalId']).doNothing())
    .returning('externalId')
    .executeTakeFirst();
  return row !== undefined;
}

export async function selectTellings(
  workspaceId: string,
  { deskId, ticket }: DeskTicketKey,
): Promise<TimedTelling[]> {
  const rows = await db()
    .selectFrom('signals.deskTellings')
    .select(['externalId', 'at', 'telling'])
    .where('workspaceId', '=', workspaceId)
    .where('deskId', '=', deskId)
    .where('ticket', '=', ticket)
    .execute();
  return rows.map(({ telling, ...row }) => ({ ...row, told: readMoments(telling as TicketTelling) }));
}

/** JSON has no moments of its own. */
function readMoments(told: TicketTelling): TicketTelling {
  const moments = (['openedAt', 'closedAt', 'firstResponseAt'] as const).flatMap((name) => {
    const text = told[name];
    return text ? [[name, new Date(text)]] : [];
  });
  return { ...told, ...Object.fromEntries(moments) };
}

/** What became of a ticket: recorded, waiting for somebody to be known, or refused with a reason. */
export interface DeskTicketState {
  requester: DeskParty;
  company: DeskParty;
  isWaiting: boolean;
  error: string | null;
}

export async function settleDeskTicket(
  workspaceId: string,
  { deskId, ticket }: DeskTicketKey,
  { requester, company, isWaiting, error }: DeskTicketState,
): Promise<void> {
  await db()
    .updateTable('signals.deskTickets')
    .set({
      ...{ isWaiting, error, requesterKey: requester.key ?? null, requesterEmail: requester.email ?? null },
      requesterExternalId: requester.externalId ?? null,
      ...{ companyKey: company.key ?? null, companyExternalId: company.externalId ?? null },
    })
    .where('workspaceId', '=', workspaceId)
    .where('deskId', '=', deskId)
    .where('ticket', '=', ticket)
    .execute();
}

/** The newest word about somebody. @returns whether it is newer than what was known. */
export async function upsertContact(
  workspaceId: string,
  deskId: string,
  { kind, key, email, externalId, name }: DeskParty & { kind: 'person' | 'company'; key: string },
  at: Date,
): Promise<boolean> {
  const { rows } = await sql<{ key: string }>`
    insert into signals.desk_contacts as known (workspace_id, desk_id, kind, key, email, external_id, name, at)
    values (${workspaceId}, ${deskId}, ${kind}, ${key}, ${email ?? null}, ${externalId ?? null}, ${name ?? null}, ${at})
    on conflict (workspace_id, desk_id, kind, key) do update set email = excluded.email,
      external_id = excluded.external_id, name = excluded.name, at = excluded.at
    where excluded.at >= known.at
    returning key`.execute(db());
  return rows.length > 0;
}

export async function findContact(
  workspaceId: string,
  deskId: string,
  kind: 'person' | 'company',
  key: string,
): Promise<DeskParty | null> {
  const row = await db()
    .selectFrom('signals.deskContacts')
    .select(['email', 'externalId', 'name'])
    .where('workspaceId', '=', workspaceId)
    .where('deskId', '=', deskId)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row) return null;
  return {
    key,
    email: row.email ?? undefined,
    externalId: row.externalId ?? undefined,
    name: row.name ?? undefined,
  };
}

/** Waiting tickets of those whom the desk knows by this key. */
export async function selectWaitingOf(
  workspaceId: string,
  deskId: string,
  { kind, key }: { kind: 'person' | 'company'; key: string },
): Promise<DeskTicketKey[]> {
  return db()
    .selectFrom('signals.deskTickets')
    .select(['deskId', 'ticket'])
    .where('workspaceId', '=', workspaceId)
    .where('deskId', '=', deskId)
    .where('isWaiting', '=', true)
    .where(kind === 'person' ? 'requesterKey' : 'companyKey', '=', key)
    .orderBy('ticket')
    .execute();
}

/** Waiting tickets of all desks, oldest word first, after one of them. */
export async function selectWaiting(
  workspaceId: string,
  { after, limit }: { after: DeskTicketKey | null; limit: number },
): Promise<DeskTicketKey[]> {
  let select = db()
    .selectFrom('signals.deskTickets')
    .select(['deskId', 'ticket'])
    .where('workspaceId', '=', workspaceId)
    .where('isWaiting', '=', true)
    .orderBy('deskId')
    .orderBy('ticket')
    .limit(limit);
  if (after) select = select.where(sql<SqlBool>`(desk_id, ticket) > (${after.deskId}, ${after.ticket})`);
  return select.execute();
}

export async function hasWaiting(workspaceId: string): Promise<boolean> {
  return (await selectWaiting(workspaceId, { after: null, limit: 1 })).length > 0;
}

/** Workspaces in which any ticket waits. */
export async function selectWorkspacesThatWait(): Promise<string[]> {
  const rows = await db()
    .selectFrom('signals.deskTickets')
    .select('workspaceId')
    .where('isWaiting', '=', true)
    .distinct()
    .execute();
  return rows.map(({ workspaceId }) => workspaceId);
}

/** Whose tickets wait, with the newest word first. */
export async function selectUnknownRequesters(
  workspaceId: string,
  deskId: string,
): Promise<UnknownRequester[]> {
  const { rows } = await sql<UnknownRequester>`
    select requester_email as email, requester_external_id as external_id, company_external_id,
      count(*) as ticket_count, max(told_at) as last_told_at
    from signals.desk_tickets
    where workspace_id = ${workspaceId} and desk_id = ${deskId} and is_waiting
    group by 1, 2, 3 order by last_told_at desc, 1, 2, 3 limit ${MAX_LISTED}`.execute(db());
  return rows;
}
