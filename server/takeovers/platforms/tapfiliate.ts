import type { Platform } from './platform.ts';

/**
 * By the affiliate and customer objects of its REST API 1.6 (`firstname`, `lastname`, `referral_link`, `coupon`,
 * `customer_id`), and by the columns that its help article names for importing conversions (`affiliate_email`,
 * `customer_id`). The header of its CSV exports is nowhere described; its API answers no status of an affiliate.
 */
export const tapfiliate: Platform = {
  name: 'Tapfiliate',
  files: {
    affiliates: ['affiliates'],
    links: ['links'],
    customers: ['customers'],
    commissions: ['commissions'],
  },
  headers: {
    affiliates: {
      firstName: ['firstname'],
      lastName: ['lastname'],
      codes: ['referral code', 'referral link link', 'referral link'],
    },
    links: { url: ['referral link'] },
    customers: { code: ['affiliate referral code'], boundAt: ['click created at'] },
    commissions: { decimalAmount: ['amount'] },
  },
};
