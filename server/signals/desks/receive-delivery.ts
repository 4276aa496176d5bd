import { randomUUID } from 'node:crypto';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { unseal } from '../../core/vault.ts';
import type { DeskDelivery, DeskKind } from '../schema/desk.ts';
import { insertTelling, lockDeskTicket, selectWaitingOf, upsertContact } from '../store/desk-tickets.ts';
import { countRefused, selectDeskById, touchDesk } from '../store/desks.ts';
import { settleTicket } from './settle-ticket.ts';

/** A desk as its webhook needs it. */
export interface OpenDesk {
  id: string;
  workspaceId: string;
  /** Null until the help desk's secret was entered. */
  secret: string | null;
}

/** The desk behind a webhook's address; null for an unknown or deleted one. */
export async function findDesk(kind: DeskKind, id: string): Promise<OpenDesk | null> {
  const row = await selectDeskById(id);
  if (row?.kind !== kind) return null;
  const { workspaceId, sealedSecret } = row;
  return { id, workspaceId, secret: sealedSecret && unseal(sealedSecret, id) };
}

/** Keeps what a delivery says, once for each external id, and brings the ticket up to date in the same transaction. */
export async function receiveDelivery(desk: OpenDesk, delivery: DeskDelivery): Promise<void> {
  const receivedAt = now();
  await inTransaction(async () => {
    await touchDesk(desk.workspaceId, desk.id, receivedAt);
    await keepContact(desk, delivery, receivedAt);
    await keepTelling(desk, delivery, receivedAt);
  });
}

async function keepTelling(
  { id: deskId, workspaceId }: OpenDesk,
  { ticket, ...delivery }: DeskDelivery,
  receivedAt: Date,
): Promise<void> {
  if (!ticket) return;
  const key = { deskId, ticket: ticket.id };
  const at = delivery.at ?? receivedAt;
  await lockDeskTicket(workspaceId, key, at);
  const externalId = delivery.externalId ?? randomUUID();
  const isNew = await insertTelling(workspaceId, key, { externalId, at, told: ticket.told, receivedAt });
  if (isNew) await settleTicket(workspaceId, key);
}

/** Tickets that waited for who somebody is are settled at once. */
async function keepContact(
  { id: deskId, workspaceId }: OpenDesk,
  { contact, at }: DeskDelivery,
  receivedAt: Date,
): Promise<void> {
  if (!contact || !(await upsertContact(workspaceId, deskId, contact, at ?? receivedAt))) return;
  for (const key of await selectWaitingOf(workspaceId, deskId, contact)) {
    await lockDeskTicket(workspaceId, key, new Date(0));
    await settleTicket(workspaceId, key);
  }
}

/** A delivery that does not prove to be the desk's shows at the desk. */
export async function refuseDeskDelivery({ workspaceId, id }: OpenDesk): Promise<void> {
  await countRefused(workspaceId, id, now());
}
