import { db } from '../../core/db.ts';

export type ReceiverKind = 'webhook' | 'postback';
export type ReceiverStatus = 'active' | 'paused' | 'failed';

/** Which receivers somebody may see: all of a kind, or those of one affiliate. */
export interface ReceiverScope {
  kind: ReceiverKind;
  affiliateId?: string;
}

export interface ReceiverRow {
  id: string;
  kind: ReceiverKind;
  affiliateId: string | null;
  url: string;
  description: string;
  eventTypes: string[];
  status: ReceiverStatus;
  failingSince: Date | null;
  oldSecretUntil: Date | null;
  createdAt: Date;
}

export interface SealedSecrets {
  sealedSecret: string;
  sealedOldSecret: string | null;
  oldSecretUntil: Date | null;
}

export type ReceiverChange = Partial<
  Pick<ReceiverRow, 'url' | 'description' | 'eventTypes' | 'status' | 'failingSince'>
> &
  Partial<SealedSecrets> & { deletedAt?: Date };

const columns = [
  ...(['id', 'kind', 'affiliateId', 'url', 'description', 'eventTypes', 'status'] as const),
  ...(['failingSince', 'oldSecretUntil', 'createdAt'] as const),
] as const;

function selectReceivers(workspaceId: string) {
  return db()
    .selectFrom('connections.receivers')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null);
}

/** Oldest first. */
export async function listReceivers(workspaceId: string, scope: ReceiverScope): Promise<ReceiverRow[]> {
  let select = selectReceivers(workspaceId).where('kind', '=', scope.kind).orderBy('createdAt').orderBy('id');
  if (scope.affiliateId !== undefined) select = select.where('affiliateId', '=', scope.affiliateId);
  return (await select.execute()) as ReceiverRow[];
}

export async function findReceiver(
  workspaceId: string,
  scope: ReceiverScope,
  id: string,
): Promise<ReceiverRow | null> {
  let select = selectReceivers(workspaceId).where('kind', '=', scope.kind).where('id', '=', id);
  if (scope.affiliateId !== undefined) select = select.where('affiliateId', '=', scope.affiliateId);
  return ((await select.executeTakeFirst()) as ReceiverRow | undefined) ?? null;
}

/** Those who are to be told: who is paused hears nothing; what comes while one has failed is kept for a replay. */
export async function listToldReceivers(workspaceId: string): Promise<ReceiverRow[]> {
  const rows = await selectReceivers(workspaceId).where('status', '<>', 'paused').orderBy('id').execute();
  return rows as ReceiverRow[];
}

export async function insertReceiver(
  workspaceId: string,
  receiver: Pick<
    ReceiverRow,
    'id' | 'kind' | 'affiliateId' | 'url' | 'description' | 'eventTypes' | 'createdAt'
  > & {
    sealedSecret: string | null;
    createdBy: string;
  },
): Promise<void> {
  await db()
    .insertInto('connections.receivers')
    .values({ workspaceId, ...receiver })
    .execute();
}

export async function updateReceiver(workspaceId: string, id: string, change: ReceiverChange): Promise<void> {
  await db()
    .updateTable('connections.receivers')
    .set({ workspaceId, ...change })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .execute();
}

/** The receiver, locked, with its secrets. */
export async function lockReceiver(
  workspaceId: string,
  id: string,
): Promise<(ReceiverRow & SealedSecrets) | null> {
  const row = await selectReceivers(workspaceId)
    .select(['sealedSecret', 'sealedOldSecret'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return (row as (ReceiverRow & SealedSecrets) | undefined) ?? null;
}
