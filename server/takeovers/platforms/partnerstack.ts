import type { Platform } from './platform.ts';

/**
 * By the columns of its importer, from its support article on historical data (`partner_first`, `partner_last`,
 * `partner_email`, `partner_key`, `partner_joined_date`), and by the answers of its API v2 as a public importer reads
 * them (dubinc/dub, `lib/partnerstack`): partnerships and links with `key`, customers with `customer_key`,
 * `provider_key` and `partnership_key`. The header of its CSV exports is nowhere described.
 */
export const partnerstack: Platform = {
  name: 'PartnerStack',
  files: {
    affiliates: ['partners', 'partnerships'],
    links: ['links'],
    customers: ['customers'],
    commissions: ['rewards', 'commissions'],
  },
  headers: {
    affiliates: {
      sourceId: ['key', 'partnership key'],
      email: ['partner email'],
      firstName: ['partner first'],
      lastName: ['partner last'],
      country: ['address country'],
      codes: ['partner key'],
      joinedAt: ['partner joined date'],
    },
    links: { sourceId: ['key'], affiliateId: ['partnership key'], destination: ['dest'] },
    customers: {
      sourceId: ['key'],
      externalId: ['customer key', 'provider key', 'external key'],
      affiliateId: ['partnership key'],
      code: ['partner key'],
    },
    commissions: { sourceId: ['key'], affiliateId: ['partnership key'], state: ['payment status'] },
  },
};
