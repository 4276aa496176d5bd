import { withAffiliates } from '../../affiliates/index.ts';
import { rowsOfPages, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { pageOfRewards } from '../store/listed-rewards.ts';
import { RewardExportQuery } from './schema.ts';

const ROWS_PER_READ = 500;

/** Every reward that matches the filters, in the order of the list. */
export function defineRewardExport(): void {
  defineExport({
    name: 'rewards',
    permission: 'commissions.read',
    tag: 'Commissions',
    query: RewardExportQuery,
    read({ workspaceId, now }, query) {
      const rows = rowsOfPages(async (cursor) => {
        const page = await pageOfRewards(workspaceId, { ...query, cursor, limit: ROWS_PER_READ }, now);
        return { ...page, data: await withAffiliates(workspaceId, page.data) };
      });
      return tableOf(
        {
          id: (reward) => reward.id,
          affiliate: (reward) => reward.affiliate?.name,
          affiliate_email: (reward) => reward.affiliate?.email,
          occasion: (reward) => reward.occasion,
          kind: (reward) => reward.kind,
          name: (reward) => reward.name,
          points: (reward) => reward.points,
          amount_minor: (reward) => reward.amountMinor,
          currency: (reward) => reward.currency,
          reason: (reward) => reward.reason,
          state: (reward) => reward.state,
          waits_for: (reward) => reward.waitsFor,
          earned_at: (reward) => reward.earnedAt,
          release_at: (reward) => reward.releaseAt,
          given_at: (reward) => reward.givenAt,
          given_by: (reward) => reward.givenByName,
          note: (reward) => reward.note,
          code: (reward) => reward.code,
          lost_at: (reward) => reward.lostAt,
          lost_because: (reward) => reward.lostBecause,
        },
        rows,
      );
    },
  });
}
