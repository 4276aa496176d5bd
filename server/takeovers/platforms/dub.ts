import type { Platform } from './platform.ts';

/**
 * By the columns that its partner export offers (dubinc/dub: ID, Name, Email, Country, Status, Enrolled at, Website),
 * and by the answers of its public API: partners with `links[].key` and `tenantId`, links with `shortLink` and
 * `partnerId`, customers with `externalId`, `partner.email` and `link.key`, commissions with `earnings` in cents, `status` and
 * `partner.email`.
 */
export const dub: Platform = {
  name: 'Dub',
  files: {
    affiliates: ['partners'],
    links: ['links'],
    customers: ['customers'],
    commissions: ['commissions'],
  },
  headers: {
    affiliates: {
      externalId: ['tenant id'],
      codes: ['links key', 'link key'],
      joinedAt: ['enrolled at'],
    },
    links: { url: ['short link'], destination: ['url'] },
    customers: { code: ['link key'] },
    commissions: { minorAmount: ['earnings'] },
  },
};
