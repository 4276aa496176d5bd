import type { Config } from '../core/config.ts';
import { subscribe } from '../core/events.ts';
import { defineMailTemplate } from '../core/mail-templates.ts';
import type { PayoutPaid } from './pay-payout.ts';
import { PAYOUT_MAIL, tellAffiliates } from './tell-affiliates.ts';

export function payoutJobs(config: Config): void {
  defineMailTemplate({
    kind: PAYOUT_MAIL,
    catalog: 'payouts:mail.sent',
    example: {
      person: { name: 'Somchai Jaidee', firstName: 'Somchai' },
      company: { name: 'Acme' },
      payout: { amount: '$1,234.50', recipient: 'somchai@example.com', reference: '1F5K3ZC0' },
      link: `${config.publicUrl}/portal/payouts`,
    },
  });
  subscribe<PayoutPaid>('payout.paid', 'payouts.tell-affiliates', ({ workspaceId, payload }) =>
    tellAffiliates(workspaceId, payload, config.publicUrl),
  );
}
