import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, invalidField } from '../../core/problem.ts';
import { enterStage, refuseUnseen } from './enter-stage.ts';
import { getDeal } from './read-deals.ts';
import type { DealView, Loss, Win } from './schema/deal.ts';
import { readerOf } from './store/conditions.ts';
import { type DealRow, lockDeal } from './store/deals.ts';
import { selectLossReasons } from './store/loss-reasons.ts';
import { getClosingStage } from './store/pipelines.ts';

/**
 * The customer has said yes. Won again, a won deal stays as it is.
 * @throws Problem 404; 409 `deal_closed` for a lost one, `deal_moved`, `changed_meanwhile`; 422 when a sale is to be
 * recorded without an amount or a registration.
 */
export async function winDeal(actor: Actor, id: string, win: Win): Promise<DealView> {
  authorize(actor, 'deals.write');
  await inTransaction(async () => {
    const deal = await lockDeal(await readerOf(actor), id);
    if (deal.state === 'won') return;
    await refuseUnseen(actor.workspaceId, deal, win);
    await winLocked(actor, deal, win);
  });
  return getDeal(actor, id);
}

export async function winLocked(
  actor: Actor,
  deal: DealRow,
  { note, recordsSale }: Pick<Win, 'note' | 'recordsSale'>,
): Promise<void> {
  if (deal.state !== 'open') throw conflict('deal_closed', 'This deal is lost. Open it again first.');
  if (recordsSale && (!deal.registrationId || !deal.amountMinor))
    throw invalidField('recordsSale', 'needs an amount, and a registration by an affiliate');
  const { workspaceId, now, name } = actor;
  const stage = await getClosingStage(workspaceId, deal.pipelineId, 'won');
  await enterStage(actor, deal, stage, {
    ...{ event: 'won', action: 'deal.won', code: 'deals:timeline.won' },
    change: {
      ...{ state: 'won', closedAt: now, closedByName: name, closeNote: note || null },
      saleKey: recordsSale ? newId('win') : null,
    },
  });
}

/**
 * The customer has said no, or nothing any more, for one of the company's reasons. Lost again, it stays as it is.
 * @throws Problem 404; 409 `deal_closed` for a won one, `deal_moved`, `changed_meanwhile`; 422 for an unknown reason.
 */
export async function loseDeal(actor: Actor, id: string, loss: Loss): Promise<DealView> {
  authorize(actor, 'deals.write');
  const { workspaceId, now, name } = actor;
  await inTransaction(async () => {
    const deal = await lockDeal(await readerOf(actor), id);
    if (deal.state === 'lost') return;
    await refuseUnseen(workspaceId, deal, loss);
    if (deal.state !== 'open') throw conflict('deal_closed', 'This deal is won. Open it again first.');
    const reason = (await selectLossReasons(workspaceId)).find((one) => one.id === loss.reasonId);
    if (!reason) throw invalidField('reasonId', 'is not one of the reasons');
    const stage = await getClosingStage(workspaceId, deal.pipelineId, 'lost');
    await enterStage(actor, deal, stage, {
      ...{ event: 'lost', action: 'deal.lost', code: 'deals:timeline.lost', values: { reason: reason.name } },
      change: {
        ...{ state: 'lost', closedAt: now, closedByName: name, closeNote: loss.note || null },
        lossReasonId: reason.id,
      },
    });
  });
  return getDeal(actor, id);
}
