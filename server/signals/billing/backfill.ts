import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { seal } from '../../core/vault.ts';
import { audit } from '../../workspace/index.ts';
import { BACKFILL_STAGES, type BillingBackfill, type NewBillingBackfill } from '../schema/backfill.ts';
import {
  type BackfillRow,
  findBackfill,
  finishBackfill,
  insertBackfill,
} from '../store/billing-backfills.ts';
import { getConnection } from './connections.ts';
import { queuePage } from './fetch-history.ts';

/** Null where nothing was ever fetched. @throws Problem 404 */
export async function viewBackfill(
  actor: Actor,
  config: Config,
  connectionId: string,
): Promise<BillingBackfill | null> {
  await getConnection(actor, config, connectionId);
  const row = await findBackfill(actor.workspaceId, connectionId);
  return row && toView(row);
}

function toView({ id: _id, sealedKey: _key, cursor: _cursor, ...row }: BackfillRow): BillingBackfill {
  const allStages = BACKFILL_STAGES.length;
  const doneStages = row.state === 'done' ? allStages : BACKFILL_STAGES.indexOf(row.stage);
  return { ...row, doneStages, allStages };
}

/** Begins to fetch what happened before the connection. @throws Problem 404; 409 while a run goes on */
export async function startBackfill(
  actor: Actor,
  config: Config,
  connectionId: string,
  { apiKey }: NewBillingBackfill,
): Promise<BillingBackfill> {
  authorize(actor, 'workspace.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const connection = await getConnection(actor, config, connectionId);
    if (connection.kind !== 'stripe')
      throw conflict('no_history', 'The history of this billing system cannot be fetched.');
    const id = newId('bfl');
    const run = { id, sealedKey: seal(apiKey, id), stage: BACKFILL_STAGES[0] };
    const didBegin = await insertBackfill(workspaceId, connectionId, {
      ...{ ...run, startedBy: actor.id, startedAt: actor.now },
    });
    if (!didBegin) throw conflict('backfill_running', 'The history is being fetched already.');
    await queuePage({ workspaceId, connectionId, id });
    await tell(actor, 'billing_backfill.started', connectionId);
    return getBackfill(workspaceId, connectionId);
  });
}

/** What was fetched stays. @throws Problem 404 where none goes on */
export async function cancelBackfill(actor: Actor, connectionId: string): Promise<BillingBackfill> {
  authorize(actor, 'workspace.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const row = await findBackfill(workspaceId, connectionId);
    const end = { state: 'canceled' as const, error: null, finishedAt: actor.now };
    if (!row || !(await finishBackfill(workspaceId, row.id, end))) throw notFound('run');
    await tell(actor, 'billing_backfill.canceled', connectionId);
    return getBackfill(workspaceId, connectionId);
  });
}

async function getBackfill(workspaceId: string, connectionId: string): Promise<BillingBackfill> {
  const row = await findBackfill(workspaceId, connectionId);
  if (!row) throw notFound('run');
  return toView(row);
}

async function tell(actor: Actor, action: string, objectId: string): Promise<void> {
  await audit(actor, { action, objectType: 'billing_connection', objectId });
}
