import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { DeliveryState } from './deliveries.ts';

export interface NewMessage {
  id: string;
  type: string;
  body: string;
  createdAt: Date;
}

export interface NewDelivery {
  id: string;
  receiverId: string;
  messageId: string;
  state: DeliveryState;
  createdAt: Date;
}

/** Messages and to whom each goes; one event is told once to one receiver. */
export async function insertMessages(
  workspaceId: string,
  messages: NewMessage[],
  deliveries: NewDelivery[],
): Promise<void> {
  await sql`
    insert into connections.messages (workspace_id, id, type, body, created_at)
    select ${workspaceId}, id, type, body, "createdAt"
    from json_to_recordset(${JSON.stringify(messages)}::json)
      as told (id text, type text, body text, "createdAt" timestamptz)
    on conflict do nothing`.execute(db());
  await sql`
    insert into connections.deliveries (workspace_id, id, receiver_id, message_id, state, created_at)
    select ${workspaceId}, id, "receiverId", "messageId", state, "createdAt"
    from json_to_recordset(${JSON.stringify(deliveries)}::json)
      as told (id text, "receiverId" text, "messageId" text, state text, "createdAt" timestamptz)
    on conflict do nothing`.execute(db());
}

/** With their deliveries and attempts; what is still on its way is younger. Over all workspaces. */
export async function deleteMessagesBefore(before: Date): Promise<void> {
  await db().deleteFrom('connections.messages').where('createdAt', '<', before).execute();
}
