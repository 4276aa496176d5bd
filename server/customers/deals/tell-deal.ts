import { emit } from '../../core/events.ts';
import { deleteTimelineEntries, insertTimelineEntries } from '../store/timeline.ts';
import type { DealState } from './kinds.ts';
import { listDealPeopleIds } from './store/deal-parts.ts';
import type { DealRow } from './store/deals.ts';

const KIND = 'deal';

/** What `deal.created`, `deal.stage_changed`, `deal.won`, `deal.lost` and `deal.reopened` tell. */
export interface DealEvent {
  dealId: string;
  name: string;
  state: DealState;
  pipelineId: string;
  stageId: string;
  /** Null for a new one. */
  previousStageId: string | null;
  accountId: string | null;
  ownerId: string | null;
  registrationId: string | null;
  amountMinor: number | null;
  currency: string;
  expectedOn: string | null;
  closedAt: string | null;
}

export type DealEventName = 'created' | 'stage_changed' | 'won' | 'lost' | 'reopened';

/** Tells other rooms. Call in the act's transaction, with the deal as it is now. */
export async function tellDeal(
  workspaceId: string,
  name: DealEventName,
  deal: DealRow,
  previousStageId: string | null,
): Promise<void> {
  const { id: dealId, state, pipelineId, stageId, accountId, ownerId, registrationId } = deal;
  await emit<DealEvent>(workspaceId, `deal.${name}`, {
    ...{ dealId, name: deal.name, state, pipelineId, stageId, previousStageId, accountId, ownerId },
    ...{ registrationId, amountMinor: deal.amountMinor, currency: deal.currency },
    ...{ expectedOn: deal.expectedOn, closedAt: deal.closedAt?.toISOString() ?? null },
  });
}

/** A sentence of the catalog about a deal, for the timelines of its account and its people. */
export interface DealEntry {
  sourceId: string;
  code: string;
  values: Record<string, unknown>;
  at: Date;
}

/** On the account's timeline once, and on that of everybody who takes part. */
export async function putOnTimelines(
  workspaceId: string,
  deal: Pick<DealRow, 'id' | 'name' | 'accountId'>,
  { sourceId, code, values, at }: DealEntry,
): Promise<void> {
  const common = { at, kind: KIND, code, values: { deal: deal.name, dealId: deal.id, ...values } };
  const people = await listDealPeopleIds(workspaceId, deal.id);
  const entries = people.map((personId) => ({
    ...{ personId, isPersonal: true, sourceId: sourceOf(sourceId, personId), ...common },
  }));
  const ofAccount = deal.accountId ? [{ accountId: deal.accountId, sourceId, ...common }] : [];
  if (ofAccount.length + entries.length > 0)
    await insertTimelineEntries(workspaceId, [...ofAccount, ...entries]);
}

/** What was told under this source id never was. */
export async function takeOffTimelines(workspaceId: string, dealId: string, sourceId: string): Promise<void> {
  const people = await listDealPeopleIds(workspaceId, dealId);
  await deleteTimelineEntries(workspaceId, KIND, [
    sourceId,
    ...people.map((personId) => sourceOf(sourceId, personId)),
  ]);
}

function sourceOf(sourceId: string, personId: string): string {
  return `${sourceId}:${personId}`;
}
