import type { Actor } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { openDeal } from './create-deal.ts';
import type { DealState } from './kinds.ts';
import { isUntouched } from './rules.ts';
import { type DealRow, findDealOfRegistration, findOwnerOfAccount, updateDeal } from './store/deals.ts';
import { selectMoves } from './store/moves.ts';
import { holdFirstStage } from './store/pipelines.ts';

const CHANNEL = 'affiliate';

/** What an affiliate has registered, and staff have accepted. */
export interface RegisteredDeal {
  registrationId: string;
  /** Of the company. */
  name: string;
  accountId: string;
  personId: string | null;
  /** The affiliate's name. */
  source: string;
}

/**
 * Opens a deal for a registration, in the default pipeline, for the account's owner. There is one for each, for ever:
 * one that was withdrawn comes back as it was. Call in the transaction of the acceptance.
 * @throws Problem 404 without a default pipeline
 */
export async function openRegisteredDeal(actor: Actor, told: RegisteredDeal): Promise<void> {
  const { workspaceId } = actor;
  const known = await findDealOfRegistration(workspaceId, told.registrationId);
  if (known?.deletedAt) await setDeleted(actor, known, null);
  if (known) return;
  const stage = await holdFirstStage(workspaceId);
  if (!stage) throw notFound('pipeline');
  const columns = {
    ...{ pipelineId: stage.pipelineId, stageId: stage.id, name: told.name, accountId: told.accountId },
    ...{ externalId: null, amountMinor: null, probability: null, expectedOn: null, nextStep: null },
    ...{ currency: (await findWorkspace(workspaceId))?.currency ?? 'USD', competitors: [] },
    ...{ ownerId: await findOwnerOfAccount(workspaceId, told.accountId), channel: CHANNEL },
    ...{ source: told.source, registrationId: told.registrationId },
  };
  const part = { role: null, influence: null, attitude: null, strength: null };
  await openDeal(actor, columns, told.personId ? [{ ...part, personId: told.personId }] : []);
}

/** The acceptance was undone: a deal that nobody has worked on goes with it; any other stays. */
export async function withdrawRegisteredDeal(actor: Actor, registrationId: string): Promise<void> {
  const known = await findDealOfRegistration(actor.workspaceId, registrationId);
  if (!known || known.deletedAt) return;
  const moves = await selectMoves(actor.workspaceId, known.id);
  if (isUntouched(known, moves.length)) await setDeleted(actor, known, actor.now);
}

async function setDeleted(actor: Actor, deal: DealRow, deletedAt: Date | null): Promise<void> {
  const action = deletedAt ? 'deals.deleted' : 'deals.restored';
  await updateDeal(actor.workspaceId, deal.id, { deletedAt }, actor.now);
  const change = { before: { deletedAt: deal.deletedAt }, after: { deletedAt } };
  await audit(actor, { action, objectType: 'deal', objectId: deal.id, ...change });
}

/** How the deal of a registration stands. */
export interface DealOutcome {
  dealId: string;
  state: DealState;
  closedAt: Date | null;
  closedByName: string | null;
  amountMinor: number | null;
  currency: string;
  /** Names the win whose amount is a sale of the affiliate's; null when none is to be recorded. */
  saleKey: string | null;
}

/** Null where there is none, or it was deleted. */
export async function findDealOutcome(
  workspaceId: string,
  registrationId: string,
): Promise<DealOutcome | null> {
  const deal = await findDealOfRegistration(workspaceId, registrationId);
  if (!deal || deal.deletedAt) return null;
  const { id: dealId, state, closedAt, closedByName, amountMinor, currency, saleKey } = deal;
  return { dealId, state, closedAt, closedByName, amountMinor, currency, saleKey };
}
