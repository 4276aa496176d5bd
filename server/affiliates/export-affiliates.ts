import { rowsOfPages, tableOf } from '../core/tables/table.ts';
import { defineExport } from '../workspace/index.ts';
import { AffiliateExportQuery } from './schema/affiliate.ts';
import { pageOfAffiliates } from './store/affiliates.ts';
import { listGroups } from './store/groups.ts';

const ROWS_PER_READ = 500;

/** Every affiliate that matches the filters, in the order of the list. */
export function defineAffiliateExport(): void {
  defineExport({
    name: 'affiliates',
    permission: 'affiliates.read',
    tag: 'Affiliates',
    query: AffiliateExportQuery,
    async read({ workspaceId }, query) {
      const groups = new Map((await listGroups(workspaceId)).map(({ id, name }) => [id, name]));
      const rows = rowsOfPages((cursor) =>
        pageOfAffiliates(workspaceId, { ...query, cursor, limit: ROWS_PER_READ }),
      );
      return tableOf(
        {
          id: (affiliate) => affiliate.id,
          external_id: (affiliate) => affiliate.externalId,
          name: (affiliate) => affiliate.name,
          email: (affiliate) => affiliate.email,
          group: (affiliate) => groups.get(affiliate.groupId ?? ''),
          status: (affiliate) => affiliate.status,
          status_reason: (affiliate) => affiliate.statusReason,
          status_since: (affiliate) => affiliate.statusChangedAt,
          source: (affiliate) => affiliate.source,
          website: (affiliate) => affiliate.website,
          promotion: (affiliate) => affiliate.promotion,
          country: (affiliate) => affiliate.country,
          payout_email: (affiliate) => affiliate.payoutEmail,
          joined_at: (affiliate) => affiliate.createdAt,
        },
        rows,
      );
    },
  });
}
