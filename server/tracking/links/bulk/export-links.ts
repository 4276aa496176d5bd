import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { listAffiliates, listOffers } from '../../../affiliates/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { majorUnits } from '../../../core/money.ts';
import { findWorkspace } from '../../../workspace/index.ts';
import { sumLinks } from '../../read-figures.ts';
import type { LinkExportQuery } from '../../schema/link-bulk.ts';
import type { LinkSums } from '../../store/link-figures.ts';
import { type LinkRow, pageOfLinks } from '../../store/links.ts';
import { addressOf } from '../address.ts';

const ROWS_PER_READ = 500;
const HEADER = [
  ...['id', 'external_id', 'affiliate', 'affiliate_email', 'offer', 'url', 'domain', 'key', 'destination'],
  ...['status', 'created_at', 'expires_at', 'clicks', 'leads', 'sales', 'customers', 'revenue', 'currency'],
];

/**
 * Every link that matches the filters as CSV with a byte order mark, newest first, with what came of it over all time;
 * revenue after refunds, in the workspace's currency. What `makeLinks` reads has the same names.
 */
export async function exportLinks(actor: Actor, config: Config, query: LinkExportQuery): Promise<Readable> {
  authorize(actor, 'links.read');
  const { workspaceId } = actor;
  const currency = (await findWorkspace(workspaceId))?.currency ?? 'USD';
  const offers = new Map((await listOffers(workspaceId)).map((offer) => [offer.id, offer]));
  const rows = async function* () {
    let cursor: string | undefined;
    do {
      const page = await pageOfLinks(workspaceId, { ...query, cursor, limit: ROWS_PER_READ });
      const ids = page.data.map(({ id }) => id);
      const sums = new Map((await sumLinks(workspaceId, ids, currency)).map((sum) => [sum.linkId, sum]));
      const names = await namesOf(workspaceId, page.data);
      for (const link of page.data) {
        const affiliate = names.get(link.affiliateId);
        const { name: offer = '', destinationUrl = '' } = offers.get(link.offerId) ?? {};
        yield [
          ...[link.id, link.externalId, affiliate?.name, affiliate?.email, offer],
          ...[
            addressOf(config.publicUrl, link),
            link.domain,
            link.key,
            link.destinationUrl ?? destinationUrl,
          ],
          ...[link.status, link.createdAt.toISOString(), link.expiresAt?.toISOString()],
          ...figuresOf(sums.get(link.id), currency),
        ];
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  };
  const csv = stringify({ header: true, columns: HEADER, bom: true, escape_formulas: true });
  // Either end takes the other with it; the reader of the stream gets the error.
  return pipeline(Readable.from(rows()), csv, () => {});
}

async function namesOf(workspaceId: string, links: LinkRow[]) {
  const ids = [...new Set(links.map(({ affiliateId }) => affiliateId))];
  return new Map((await listAffiliates(workspaceId, ids)).map((affiliate) => [affiliate.id, affiliate]));
}

/** Numbers, so that none is taken for a formula. */
function figuresOf(sums: LinkSums | undefined, currency: string) {
  const { clicks = 0, leads = 0, sales = 0, customers = 0, saleAmountMinor = 0 } = sums ?? {};
  return [clicks, leads, sales, customers, Number(majorUnits(saleAmountMinor, currency)), currency];
}
