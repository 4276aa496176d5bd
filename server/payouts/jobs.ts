import type { PayoutEmailChanged } from '../affiliates/index.ts';
import type { Config } from '../core/config.ts';
import { subscribe } from '../core/events.ts';
import { defineTask, schedule } from '../core/jobs.ts';
import { defineMailTemplate } from '../core/mail-templates.ts';
import type { MethodChanged } from './methods/change-method.ts';
import { METHOD_MAIL, tellAffiliate, tellOfFallback } from './methods/tell-affiliate.ts';
import type { PayoutPaid } from './pay-payout.ts';
import { defineRecoveryExport } from './recoveries/export-recoveries.ts';
import { openRecoveriesByRule, type RecoveryChanged } from './recoveries/open-recovery.ts';
import { ENDED_MAIL, OPENED_MAIL, tellOfRecovery } from './recoveries/tell-affiliate.ts';
import { holdDataOfPayouts } from './store/held-data.ts';
import type { TaxChanged } from './tax/change-tax.ts';
import { TAX_MAIL, tellOfTax } from './tax/tell-affiliate.ts';
import { PAYOUT_MAIL, RETURN_MAIL, tellAffiliates } from './tell-affiliates.ts';
import { createScheduledPayouts } from './timing/schedule.ts';

const SCHEDULED_TASK = 'payouts.create-scheduled';
const HOURLY = '23 * * * *';
const RECOVERY_TASK = 'payouts.open-recoveries';
const NIGHTLY = '43 3 * * *';

const reader = { person: { name: 'Somchai Jaidee', firstName: 'Somchai' }, company: { name: 'Acme' } };

export function payoutJobs(config: Config): void {
  holdDataOfPayouts();
  defineRecoveryExport();
  defineMails(config);
  subscribe<TaxChanged>('payout.tax_changed', 'payouts.tell-of-tax', ({ workspaceId, payload }) =>
    tellOfTax(workspaceId, payload, config.publicUrl),
  );
  subscribe<MethodChanged>('payout.method_changed', 'payouts.tell-affiliate', ({ workspaceId, payload }) =>
    tellAffiliate(workspaceId, payload, config.publicUrl),
  );
  subscribe<PayoutEmailChanged>(
    'affiliate.payout_email_changed',
    'payouts.tell-of-fallback',
    ({ workspaceId, payload }) => tellOfFallback(workspaceId, payload, config.publicUrl),
  );
  defineTask(SCHEDULED_TASK, createScheduledPayouts);
  schedule(SCHEDULED_TASK, HOURLY);
  defineTask(RECOVERY_TASK, openRecoveriesByRule);
  schedule(RECOVERY_TASK, NIGHTLY);
  recoveryJobs(config);
  subscribe<PayoutPaid>('payout.paid', 'payouts.tell-affiliates', ({ workspaceId, payload }) =>
    tellAffiliates(workspaceId, payload, { kind: PAYOUT_MAIL, publicUrl: config.publicUrl }),
  );
  subscribe<PayoutPaid>('payout.returned', 'payouts.tell-of-return', ({ workspaceId, payload }) =>
    tellAffiliates(workspaceId, payload, { kind: RETURN_MAIL, publicUrl: config.publicUrl }),
  );
}

function recoveryJobs({ publicUrl }: Config): void {
  subscribe<RecoveryChanged>('recovery.opened', 'payouts.tell-of-recovery', ({ workspaceId, payload }) =>
    tellOfRecovery(workspaceId, payload, { kind: OPENED_MAIL, publicUrl }),
  );
  subscribe<RecoveryChanged>('recovery.ended', 'payouts.tell-of-end', ({ workspaceId, payload }) =>
    tellOfRecovery(workspaceId, payload, { kind: ENDED_MAIL, publicUrl }),
  );
  const recovery = {
    ...{
      amount: '$40.00',
      repaid: '$0.00',
      state: 'open',
      note: 'Two sales were refunded after they were paid.',
    },
    howToRepay: 'Acme Inc., IBAN DE02 1203 0000 0000 2020 51',
  };
  const link = `${publicUrl}/portal/payouts`;
  defineMailTemplate({
    kind: OPENED_MAIL,
    catalog: 'recoveries:mail.opened',
    example: { ...reader, recovery, link },
  });
  defineMailTemplate({
    kind: ENDED_MAIL,
    catalog: 'recoveries:mail.ended',
    example: { ...reader, recovery: { ...recovery, state: 'repaid', repaid: '$40.00' }, link },
  });
}

/** The mails whose wording a workspace may change. */
function defineMails({ publicUrl }: Config): void {
  defineMailTemplate({
    kind: PAYOUT_MAIL,
    catalog: 'payouts:mail.sent',
    example: {
      ...reader,
      payout: { amount: '$1,234.50', recipient: 'somchai@example.com', reference: '1F5K3ZC0' },
      link: `${publicUrl}/portal/payouts`,
    },
  });
  defineMailTemplate({
    kind: RETURN_MAIL,
    catalog: 'payouts:mail.returned',
    example: {
      ...reader,
      payout: {
        ...{ amount: '$1,234.50', recipient: 'somchai@example.com', reference: '1F5K3ZC0' },
        reason: 'The account is closed.',
      },
      link: `${publicUrl}/portal/payouts`,
    },
  });
  defineMailTemplate({
    kind: METHOD_MAIL,
    catalog: 'payouts:mail.methodChanged',
    example: {
      ...reader,
      method: { name: 'PayPal', recipient: 'somchai@example.com' },
      link: `${publicUrl}/portal/payouts`,
    },
  });
  defineMailTemplate({
    kind: TAX_MAIL,
    catalog: 'tax:mail.changed',
    example: {
      ...reader,
      link: `${publicUrl}/portal/tax`,
    },
  });
}
