import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { tagsOf } from '../../tags/store/tagged.ts';
import type { DealState } from '../kinds.ts';
import { isSlipping, isStale, probabilityOf } from '../rules.ts';
import type { Deal } from '../schema/deal.ts';
import type { DealReader } from './conditions.ts';

/** A deal without the name of its owner, which the workspace room knows. */
export type StoredDeal = Omit<Deal, 'ownerName'>;

/** Deals (d) with their stage (s) and account (a); what may be read is said by `dealCondition`. */
export function selectDeals() {
  return db()
    .selectFrom('customers.deals as d')
    .innerJoin('customers.dealStages as s', (join) =>
      join.onRef('s.workspaceId', '=', 'd.workspaceId').onRef('s.id', '=', 'd.stageId'),
    )
    .leftJoin('customers.accounts as a', (join) =>
      join.onRef('a.workspaceId', '=', 'd.workspaceId').onRef('a.id', '=', 'd.accountId'),
    )
    .leftJoin('customers.dealLossReasons as r', (join) =>
      join.onRef('r.workspaceId', '=', 'd.workspaceId').onRef('r.id', '=', 'd.lossReasonId'),
    )
    .select(['d.id', 'd.externalId', 'd.name', 'd.pipelineId', 'd.stageId', 'd.state', 'd.accountId'])
    .select(['a.name as accountName', 'd.amountMinor', 'd.currency', 'd.probability as ownProbability'])
    .select(sql<string | null>`d.expected_on::text`.as('expectedOn'))
    .select(['d.ownerId', 'd.channel', 'd.source', 'd.competitors', 'd.nextStep', 'd.registrationId'])
    .select(['d.stageSince', 'd.closedAt', 'd.closedByName', 'd.lossReasonId', 'r.name as lossReason'])
    .select(['d.closeNote', 'd.version', 'd.createdAt', 'd.updatedAt'])
    .select(tagsOf('deal', sql`d.workspace_id`, sql`d.id`).as('tags'))
    .select(['s.probability as stageProbability', 's.staleDays']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectDeals>['execute']>>[number];

export function toDeal(row: Row, { at, today }: DealReader): StoredDeal {
  const { stageProbability, staleDays, ...columns } = row;
  const deal = { ...columns, state: row.state as DealState };
  return {
    ...deal,
    probability: probabilityOf(deal, stageProbability),
    isStale: isStale({ ...deal, staleDays }, at),
    isSlipping: isSlipping(deal, today),
  };
}
