import { listOffers, withAffiliates } from '../../../affiliates/index.ts';
import { amountNumber } from '../../../core/money.ts';
import { rowsOfPages, tableOf } from '../../../core/tables/table.ts';
import { defineExport, findWorkspace } from '../../../workspace/index.ts';
import { sumLinks } from '../../read-figures.ts';
import { LinkExportQuery } from '../../schema/link-bulk.ts';
import { pageOfLinks } from '../../store/links.ts';
import { addressOf } from '../address.ts';

const ROWS_PER_READ = 500;

/**
 * Every link that matches the filters, newest first, with what came of it over all time; revenue after refunds, in the
 * workspace's currency. What `makeLinks` reads has the same names.
 */
export function defineLinkExport(): void {
  defineExport({
    name: 'links',
    permission: 'links.read',
    tag: 'Links',
    query: LinkExportQuery,
    async read({ workspaceId }, query, config) {
      const currency = (await findWorkspace(workspaceId))?.currency ?? 'USD';
      const offers = new Map((await listOffers(workspaceId)).map((offer) => [offer.id, offer]));
      const readPage = async (cursor: string | undefined) => {
        const page = await pageOfLinks(workspaceId, { ...query, cursor, limit: ROWS_PER_READ });
        const ids = page.data.map(({ id }) => id);
        const sums = new Map((await sumLinks(workspaceId, ids, currency)).map((sum) => [sum.linkId, sum]));
        const links = await withAffiliates(workspaceId, page.data);
        const data = links.map(({ affiliate, ...link }) => ({
          ...{ link, affiliate, sums: sums.get(link.id), offer: offers.get(link.offerId) },
        }));
        return { ...page, data };
      };
      return tableOf(
        {
          id: ({ link }) => link.id,
          external_id: ({ link }) => link.externalId,
          affiliate: ({ affiliate }) => affiliate?.name,
          affiliate_email: ({ affiliate }) => affiliate?.email,
          offer: ({ offer }) => offer?.name,
          url: ({ link }) => addressOf(config.publicUrl, link),
          domain: ({ link }) => link.domain,
          key: ({ link }) => link.key,
          destination: ({ link, offer }) => link.destinationUrl ?? offer?.destinationUrl,
          status: ({ link }) => link.status,
          created_at: ({ link }) => link.createdAt,
          expires_at: ({ link }) => link.expiresAt,
          clicks: ({ sums }) => sums?.clicks ?? 0,
          leads: ({ sums }) => sums?.leads ?? 0,
          sales: ({ sums }) => sums?.sales ?? 0,
          customers: ({ sums }) => sums?.customers ?? 0,
          revenue: ({ sums }) => amountNumber(sums?.saleAmountMinor ?? 0, currency),
          currency: () => currency,
        },
        rowsOfPages(readPage),
      );
    },
  });
}
