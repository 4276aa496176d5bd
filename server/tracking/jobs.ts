import { now } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { type DomainEvent, subscribe, subscribeWithin } from '../core/events.ts';
import { defineTask, schedule } from '../core/jobs.ts';
import { defineMailTemplate } from '../core/mail-templates.ts';
import { forgetAddressesEverywhere } from './clicks/forget-addresses.ts';
import { settleLeftovers } from './clicks/settle-clicks.ts';
import { forgetStanding } from './conversions/affiliate-standing.ts';
import { defineLeadExport, defineSaleExport } from './conversions/export-conversions.ts';
import { tellLead, tellReferral, tellRefundTaken, tellSale } from './conversions/tell-customers.ts';
import {
  CREDITED_MAIL,
  type CreditAnswered,
  REFUSED_MAIL,
  tellOfAnswer,
} from './credit-requests/tell-affiliate.ts';
import { checkDomains } from './domains/check-domain.ts';
import { defineLinkExport } from './links/bulk/export-links.ts';
import { giveLinks } from './links/give-links.ts';
import { announceLinks } from './links/link-cache.ts';
import { defineRegistrationExport } from './registrations/export-registrations.ts';
import { followDeal } from './registrations/follow-deal.ts';
import {
  expireRegistrations,
  followCustomer,
  followRegistration,
} from './registrations/follow-registrations.ts';
import { defineRegistrationMail, mailRegistrations } from './registrations/mail-registration.ts';
import type { RegistrationEvent } from './registrations/tell-registration.ts';
import { ensureClickPartitions } from './store/clicks.ts';
import { holdDataOfConversions } from './store/held-data.ts';
import { holdIdsOfConversions } from './store/held-ids.ts';

const MAKE_PARTITIONS = 'tracking.make-partitions';
const SETTLE_LEFTOVERS = 'tracking.settle-clicks';
const FORGET_ADDRESSES = 'tracking.forget-addresses';
const EVERY_NIGHT = '10 1 * * *';
const EVERY_MINUTE = '* * * * *';
const CHECK_DOMAINS = 'tracking.check-domains';
const EVERY_HOUR = '41 * * * *';
const EXPIRE_REGISTRATIONS = 'tracking.expire-registrations';
const EVERY_TEN_MINUTES = '*/10 * * * *';

export function trackingJobs(config: Config): void {
  exportJobs();
  mailJobs(config);
  holdIdsOfConversions();
  holdDataOfConversions();
  subscribeWithin('affiliate.approved', 'tracking.give-links', giveLinksTo);
  subscribeWithin('affiliate.status_changed', 'tracking.forget-standing', async () => forgetStanding());
  subscribeWithin('offer.changed', 'tracking.announce-links', () => announceLinks());
  subscribe('lead.recorded', 'tracking.tell-lead', tellLead);
  subscribe('sale.recorded', 'tracking.tell-sale', tellSale);
  subscribe('sale.refunded', 'tracking.tell-refund', tellRefundTaken);
  subscribe('customer.attributed', 'tracking.tell-referral', tellReferral);
  registrationJobs(config);
  defineTask(MAKE_PARTITIONS, () => ensureClickPartitions(now(), now()));
  schedule(MAKE_PARTITIONS, EVERY_NIGHT);
  defineTask(FORGET_ADDRESSES, forgetAddressesEverywhere);
  schedule(FORGET_ADDRESSES, EVERY_NIGHT);
  defineTask(CHECK_DOMAINS, () => checkDomains(config));
  schedule(CHECK_DOMAINS, EVERY_HOUR);
  defineTask(SETTLE_LEFTOVERS, settleLeftovers);
  schedule(SETTLE_LEFTOVERS, EVERY_MINUTE);
}

/** Whoever asked about a sale hears what came of it. */
function exportJobs(): void {
  defineLinkExport();
  defineSaleExport();
  defineLeadExport();
  defineRegistrationExport();
}

function mailJobs({ publicUrl }: Config): void {
  for (const [kind, name] of [
    [CREDITED_MAIL, 'credited'],
    [REFUSED_MAIL, 'refused'],
  ] as const)
    defineMailTemplate({
      kind,
      catalog: `tracking:mail.${name}`,
      example: {
        person: { name: 'Ann Smith', firstName: 'Ann' },
        company: { name: 'Acme' },
        request: { about: 'A-1042', reason: 'The order is from before your click.' },
        link: `${publicUrl}/portal/requests`,
      },
    });
  subscribe<CreditAnswered>(
    'credit_request.answered',
    'tracking.tell-of-answer',
    ({ workspaceId, payload }) => tellOfAnswer(workspaceId, payload, publicUrl),
  );
}

function registrationJobs(config: Config): void {
  defineRegistrationMail(config);
  subscribeWithin<RegistrationEvent>('deal_registration.changed', 'tracking.mail-registration', (events) =>
    mailRegistrations(config, events),
  );
  subscribe('deal_registration.changed', 'tracking.follow-registration', followRegistration);
  for (const fact of ['lead.recorded', 'sale.recorded', 'sale.attributed'])
    subscribe(fact, `tracking.registration-follows-${fact}`, followCustomer);
  for (const fact of ['deal.won', 'deal.lost', 'deal.reopened'])
    subscribe(fact, `tracking.follow-${fact}`, followDeal);
  defineTask(EXPIRE_REGISTRATIONS, expireRegistrations);
  schedule(EXPIRE_REGISTRATIONS, EVERY_TEN_MINUTES);
}

async function giveLinksTo(events: DomainEvent<{ affiliateId: string }>[]): Promise<void> {
  for (const { workspaceId, payload } of events) await giveLinks(workspaceId, payload.affiliateId);
}
