import { type Affiliate, listAffiliates, listOffers, type Offer } from '../../affiliates/index.ts';
import type { RowOutcome } from '../../customers/index.ts';
import { findLinkOfClick, listCouponsByCode, listLinksOf } from '../../tracking/index.ts';
import { findCustomerId } from '../billing/find-customer.ts';
import { failed, type SaleRow } from './to-sale.ts';

/** Whom a row credits by name. */
export interface Credit {
  affiliate: Affiliate;
  offerId: string;
}

interface NamedThings {
  /** Null: nobody is named; then clicks and coupons decide. */
  creditOf(row: SaleRow): Promise<Credit | RowOutcome | null>;
  /** By which id the buyer is known; null for a row that names nobody. */
  customerOf(row: SaleRow): Promise<string | null>;
}

/** What the rows of a batch name, looked up once. */
export async function readNamed(workspaceId: string, rows: readonly SaleRow[]): Promise<NamedThings> {
  const affiliates = rows.some(({ affiliate }) => affiliate) ? await mapAffiliates(workspaceId) : new Map();
  const offers = (await listOffers(workspaceId)).filter(({ status }) => status === 'active');
  const codes = [...new Set(rows.flatMap(({ couponCode }) => couponCode?.toUpperCase() ?? []))];
  const coupons = new Set((await listCouponsByCode(workspaceId, codes)).map(({ code }) => code));
  return {
    async creditOf({ affiliate: name, offer, couponCode, clickId }) {
      if (couponCode && !coupons.has(couponCode.toUpperCase()))
        return failed('couponUnknown', { code: couponCode }, 'couponCode');
      if (clickId && !(await findLinkOfClick(workspaceId, clickId)))
        return failed('clickUnknown', { click: clickId }, 'clickId');
      if (!name) return null;
      const affiliate: Affiliate | undefined = affiliates.get(name.toLowerCase());
      if (!affiliate) return failed('affiliateUnknown', { name }, 'affiliate');
      if (affiliate.status !== 'active')
        return failed('affiliateNotActive', { name: affiliate.name }, 'affiliate');
      const found = offer ? findOffer(offers, offer) : await offerOf(workspaceId, affiliate.id, offers);
      if (found) return { affiliate, offerId: found.id };
      return offer ? failed('offerUnknown', { name: offer }, 'offer') : failed('offerNeeded', {}, 'offer');
    },
    async customerOf({ customerExternalId, customerEmail }) {
      if (customerExternalId) return customerExternalId;
      const email = customerEmail?.toLowerCase();
      return email
        ? findCustomerId(workspaceId, { ownCustomerId: null }, { externalId: null, email }, null, email)
        : null;
    },
  };
}

/** By id, e-mail address and the company's own id. */
async function mapAffiliates(workspaceId: string): Promise<Map<string, Affiliate>> {
  const all = await listAffiliates(workspaceId, null);
  return new Map(
    all.flatMap((affiliate) =>
      [affiliate.id, affiliate.email, affiliate.externalId].flatMap((name) =>
        name ? [[name.toLowerCase(), affiliate] as const] : [],
      ),
    ),
  );
}

function findOffer(offers: readonly Offer[], name: string): Offer | undefined {
  return offers.find(({ id, name: own }) => id === name || own.toLowerCase() === name.toLowerCase());
}

/** The only one that they have a link for, else the only one that there is. */
async function offerOf(
  workspaceId: string,
  affiliateId: string,
  offers: readonly Offer[],
): Promise<Offer | undefined> {
  if (offers.length === 1) return offers[0];
  const linked = new Set((await listLinksOf(workspaceId, affiliateId)).map(({ offerId }) => offerId));
  const own = offers.filter(({ id }) => linked.has(id));
  return own.length === 1 ? own[0] : undefined;
}
