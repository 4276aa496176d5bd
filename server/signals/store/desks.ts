import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { DeskKind, HelpDesk } from '../schema/desk.ts';

export type DeskRow = Omit<HelpDesk, 'webhookUrl'>;

export async function insertDesk(
  workspaceId: string,
  desk: {
    id: string;
    kind: DeskKind;
    name: string;
    sealedSecret: string | null;
    createdBy: string;
    createdAt: Date;
  },
): Promise<void> {
  await db()
    .insertInto('signals.helpDesks')
    .values({ workspaceId, ...desk })
    .execute();
}

/** Oldest first, with their counts of tickets. @param id null means all. */
export async function selectDesks(workspaceId: string, id: string | null): Promise<DeskRow[]> {
  const { rows } = await sql<DeskRow>`
    select id, kind, name, sealed_secret is not null as has_secret, created_at, last_received_at, refused_count,
      last_refused_at, counted.*
    from signals.help_desks desk
    cross join lateral (
      select count(*) as ticket_count, count(*) filter (where is_waiting) as waiting_count,
        count(error) as failed_count
      from signals.desk_tickets ticket
      where ticket.workspace_id = desk.workspace_id and ticket.desk_id = desk.id
    ) as counted
    where workspace_id = ${workspaceId} and deleted_at is null and (${id}::text is null or id = ${id})
    order by created_at, id`.execute(db());
  return rows;
}

export async function updateDesk(
  workspaceId: string,
  id: string,
  change: { name?: string; sealedSecret?: string; deletedAt?: Date },
): Promise<boolean> {
  const row = await db()
    .updateTable('signals.helpDesks')
    .set({ workspaceId, ...change })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The one look-up without a workspace: the address of the webhook is what tells it. */
export async function selectDeskById(
  id: string,
): Promise<{ id: string; workspaceId: string; kind: DeskKind; sealedSecret: string | null } | null> {
  const row = await db()
    .selectFrom('signals.helpDesks')
    .select(['id', 'workspaceId', 'kind', 'sealedSecret'])
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return (row as Awaited<ReturnType<typeof selectDeskById>>) ?? null;
}

export async function countRefused(workspaceId: string, id: string, at: Date): Promise<void> {
  await sql`update signals.help_desks set refused_count = refused_count + 1, last_refused_at = ${at}
    where workspace_id = ${workspaceId} and id = ${id}`.execute(db());
}

/** Notes that a desk told something, to the minute: deliveries of one desk do not wait for each other. */
export async function touchDesk(workspaceId: string, id: string, at: Date): Promise<void> {
  await db()
    .updateTable('signals.helpDesks')
    .set({ lastReceivedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where(
      sql<SqlBool>`(last_received_at is null or last_received_at < ${at}::timestamptz - interval '1 minute')`,
    )
    .execute();
}
