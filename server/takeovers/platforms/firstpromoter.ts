import type { Platform } from './platform.ts';

/**
 * By the answers of its API v2 as a public importer reads them (dubinc/dub, `lib/firstpromoter`): promoters with
 * `profile.website`, `profile.country` and `promoter_campaigns[].ref_token`; referrals with `uid`, `customer_since` and
 * `promoter_campaign.promoter.email`. The header of its CSV exports is nowhere described.
 */
export const firstpromoter: Platform = {
  name: 'FirstPromoter',
  files: {
    affiliates: ['promoters', 'affiliates'],
    links: ['promotions', 'links'],
    customers: ['referrals', 'leads', 'customers'],
    commissions: ['commissions', 'rewards'],
  },
  headers: {
    affiliates: {
      sourceId: ['promoter id'],
      externalId: ['cust id'],
      website: ['profile website'],
      country: ['profile country'],
      codes: ['promoter campaigns ref token', 'ref token', 'ref id', 'referral id'],
    },
    links: {
      affiliateId: ['promoter id'],
      affiliateEmail: ['promoter email'],
      code: ['ref token', 'ref id', 'referral id'],
    },
    customers: {
      externalId: ['uid'],
      affiliateId: ['promoter id'],
      affiliateEmail: ['promoter campaign promoter email', 'promoter email', 'promoter'],
      code: ['ref token', 'ref id'],
      boundAt: ['customer since'],
    },
    commissions: { affiliateId: ['promoter id'], affiliateEmail: ['promoter email'] },
  },
};
