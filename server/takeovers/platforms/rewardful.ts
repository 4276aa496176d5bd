import type { Platform } from './platform.ts';

/**
 * By the objects of its REST reference (affiliate with `links[].token` and `state`, affiliate link, referral with
 * `stripe_customer_id` and `became_conversion_at`, commission with `amount` in cents, `state`, `due_at` and `paid_at`), and by the columns of its own import, from its help article on
 * importing data: `first_name`, `last_name`, `email`, `paypal_email`, `wise_email`, `token`. The header of the CSV that
 * its screens export is nowhere described.
 */
export const rewardful: Platform = {
  name: 'Rewardful',
  files: {
    affiliates: ['affiliates'],
    links: ['affiliate links', 'links'],
    customers: ['referrals'],
    commissions: ['commissions'],
  },
  headers: {
    affiliates: { codes: ['token', 'links token', 'link token'], payoutEmail: ['wise email'] },
    links: { code: ['token'] },
    customers: {
      externalId: ['stripe customer id'],
      code: ['link token'],
      boundAt: ['became conversion at', 'became lead at'],
    },
    commissions: {
      affiliateId: ['sale affiliate id'],
      affiliateEmail: ['sale affiliate email'],
      minorAmount: ['amount'],
    },
  },
};
