import type { Config } from '../core/config.ts';
import { defineMailTemplate } from '../core/mail-templates.ts';

const person = { name: 'Ann Smith', firstName: 'Ann' };
const company = { name: 'Acme' };

/** Declares the mails whose wording a workspace may change. */
export function affiliatesJobs(config: Config): void {
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
