import type { Config } from '../core/config.ts';
import { defineMailTemplate } from '../core/mail-templates.ts';
import { blockErasure } from '../customers/index.ts';
import { defineAffiliateExport } from './export-affiliates.ts';
import { hasActive } from './store/erase-affiliates.ts';
import { holdDataOfProgram } from './store/held-data.ts';
import { holdIdsOfProgram } from './store/held-ids.ts';

const person = { name: 'Ann Smith', firstName: 'Ann' };
const company = { name: 'Acme' };

/** Declares the mails whose wording a workspace may change, and where the record's ids are held. */
export function affiliatesJobs(config: Config): void {
  defineAffiliateExport();
  holdIdsOfProgram();
  holdDataOfProgram();
  blockErasure('affiliateActive', async (workspaceId, keys) =>
    (await hasActive(workspaceId, [...(keys.get('affiliate') ?? [])])) ? 'affiliateActive' : null,
  );
  defineMailTemplate({
    kind: 'affiliate_invitation',
    catalog: 'affiliates:mail.invitation',
    example: {
      person,
      company,
      account: { name: 'Example Ltd' },
      offer: { name: 'Acme for teams' },
      sender: { name: 'Kim Lee' },
      link: `${config.publicUrl}/invitation/example`,
    },
  });
  defineMailTemplate({
    kind: 'affiliate_approved',
    catalog: 'affiliates:mail.approved',
    example: { person, company, link: `${config.publicUrl}/portal` },
  });
}
