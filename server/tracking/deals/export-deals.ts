import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { listAffiliates, listOffers } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import type { DealExportQuery } from '../schema/deal.ts';
import { pageOfDeals } from '../store/deals.ts';

const ROWS_PER_READ = 500;
const HEADER = [
  ...['id', 'affiliate', 'affiliate_email', 'offer', 'company', 'person', 'email', 'phone', 'domain', 'note'],
  ...['status', 'reason', 'message', 'submitted_at', 'decided_at', 'decided_by', 'expires_at', 'won_at'],
];

/** Every registration that matches the filters as CSV with a byte order mark, in the order of the list. */
export async function exportDeals(actor: Actor, query: DealExportQuery): Promise<Readable> {
  authorize(actor, 'links.read');
  const { workspaceId } = actor;
  const offers = new Map((await listOffers(workspaceId)).map(({ id, name }) => [id, name]));
  const rows = async function* () {
    let cursor: string | undefined;
    do {
      const page = await pageOfDeals(workspaceId, { ...query, cursor, limit: ROWS_PER_READ });
      const ids = [...new Set(page.data.map(({ affiliateId }) => affiliateId))];
      const names = new Map((await listAffiliates(workspaceId, ids)).map((each) => [each.id, each]));
      for (const deal of page.data) {
        const affiliate = names.get(deal.affiliateId);
        yield [
          ...[deal.id, affiliate?.name, affiliate?.email, offers.get(deal.offerId), deal.company],
          ...[deal.personName, deal.email, deal.phone, deal.domain, deal.note, deal.status, deal.reason],
          ...[deal.message, deal.createdAt.toISOString(), deal.decidedAt?.toISOString(), deal.decidedByName],
          ...[deal.expiresAt.toISOString(), deal.wonAt?.toISOString()],
        ];
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  };
  const csv = stringify({ header: true, columns: HEADER, bom: true, escape_formulas: true });
  // Either end takes the other with it; the reader of the stream gets the error.
  return pipeline(Readable.from(rows()), csv, () => {});
}
