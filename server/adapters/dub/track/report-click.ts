import type { Config } from '../../../core/config.ts';
import { type ClientRequest, trackVisit } from '../../../tracking/index.ts';
import { describeDiscount } from '../describe-discount.ts';
import { toWireId } from '../wire-ids.ts';
import type { ClickReport } from './schema.ts';

/**
 * Records a click that a page reports for `?via=key`. The same visitor gets the same click id for an hour.
 * @throws Problem 404 for an unknown link, 403 for a page that is not one of the offer's.
 */
export async function reportClick(config: Config, report: ClickReport, client: ClientRequest) {
  const { clickId, affiliate, offerId, friendDiscount } = await trackVisit(
    {
      key: report.key,
      domain: report.domain,
      url: report.url ?? '',
      referrer: report.referrer,
    },
    client,
    config.secret,
  );
  return {
    clickId,
    partner: { id: toWireId('affiliate', affiliate.id), name: affiliate.name, image: null },
    discount: describeDiscount(offerId, friendDiscount),
  };
}
