import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { BillingConnection, BillingKind } from '../schema/billing.ts';

export type ConnectionRow = Omit<BillingConnection, 'webhookUrl' | 'needsSecret'>;

export async function insertConnection(
  workspaceId: string,
  connection: {
    id: string;
    kind: BillingConnection['kind'];
    name: string;
    sealedSecret: string | null;
    createdBy: string;
    createdAt: Date;
  },
): Promise<void> {
  await db()
    .insertInto('signals.billingConnections')
    .values({ workspaceId, ...connection })
    .execute();
}

/** Oldest first, with what is on its way. */
export async function selectConnections(workspaceId: string, id: string | null): Promise<ConnectionRow[]> {
  const { rows } = await sql<ConnectionRow>`
    select id, kind, name, sealed_secret is not null as has_secret, created_at, refused_count, last_refused_at,
      (select max(received_at) from signals.billing_events event
        where event.workspace_id = connection.workspace_id and event.connection_id = connection.id)
        as last_received_at,
      open.open_count, open.failed_count
    from signals.billing_connections connection
    cross join lateral (
      select count(*) filter (where state <> 'failed') as open_count,
        count(*) filter (where state = 'failed') as failed_count
      from signals.billing_events event
      where event.workspace_id = connection.workspace_id and event.connection_id = connection.id
        and state in ('received', 'waiting', 'failed')
    ) as open
    where workspace_id = ${workspaceId} and deleted_at is null and (${id}::text is null or id = ${id})
    order by created_at, id`.execute(db());
  return rows;
}

export async function updateConnection(
  workspaceId: string,
  id: string,
  change: { name?: string; sealedSecret?: string; deletedAt?: Date },
): Promise<boolean> {
  const row = await db()
    .updateTable('signals.billingConnections')
    .set({ workspaceId, ...change })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Locks it: events of one connection are settled one after another. New ones still come in. */
export async function lockConnection(workspaceId: string, id: string): Promise<BillingKind> {
  const { rows } = await sql<{ kind: BillingKind }>`select kind from signals.billing_connections
    where workspace_id = ${workspaceId} and id = ${id} for no key update`.execute(db());
  const [row] = rows;
  if (!row) throw new Error('the billing connection of an event is not there');
  return row.kind;
}

/** The one look-up without a workspace: the address of the webhook is what tells it. */
export async function selectConnectionById(
  id: string,
): Promise<{ id: string; workspaceId: string; kind: string; sealedSecret: string | null } | null> {
  const row = await db()
    .selectFrom('signals.billingConnections')
    .select(['id', 'workspaceId', 'kind', 'sealedSecret'])
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export async function countRefused(workspaceId: string, id: string, at: Date): Promise<void> {
  await sql`update signals.billing_connections set refused_count = refused_count + 1, last_refused_at = ${at}
    where workspace_id = ${workspaceId} and id = ${id}`.execute(db());
}
