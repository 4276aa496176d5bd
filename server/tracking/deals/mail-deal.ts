import { firstName, getAffiliate } from '../../affiliates/index.ts';
import type { Config } from '../../core/config.ts';
import type { DomainEvent } from '../../core/events.ts';
import { defineMailTemplate, queueTemplateMail } from '../../core/mail-templates.ts';
import { words } from '../../core/words.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { getDeal } from '../store/deals.ts';
import type { DealEvent } from './tell-deal.ts';

const KIND = 'deal_decided';

export function defineDealMail({ publicUrl }: Config): void {
  defineMailTemplate({
    kind: KIND,
    catalog: 'tracking:mail.deal',
    example: {
      person: { name: 'Ann Smith', firstName: 'Ann' },
      company: { name: 'Acme' },
      customer: 'Example Ltd',
      outcome: '…',
      reason: '…',
      note: '…',
      link: addressOfDeals(publicUrl),
    },
  });
}

/** `deal.changed` → a mail to the affiliate, in the language of the workspace, with the decision that caused it. */
export async function mailDeals({ publicUrl }: Config, events: DomainEvent<DealEvent>[]): Promise<void> {
  for (const { workspaceId, payload } of events) {
    const deal = await getDeal(workspaceId, payload.dealId);
    const affiliate = await getAffiliate(workspaceId, deal.affiliateId);
    const workspace = await findWorkspace(workspaceId);
    const locale = workspace?.locale ?? 'en';
    const days = { dateStyle: 'long', timeZone: workspace?.timeZone ?? 'UTC' } as const;
    const until = new Intl.DateTimeFormat(locale, days).format(deal.expiresAt);
    const say = (key: string) => words(locale, `tracking:deal.${key}`, { company: deal.company, until });
    await queueTemplateMail(workspaceId, {
      kind: KIND,
      to: affiliate.email,
      locale,
      values: {
        person: { name: affiliate.name, firstName: firstName(affiliate.name) },
        company: { name: workspace?.name ?? '' },
        customer: deal.company,
        outcome: say(`told.${payload.status}`),
        reason: payload.reason ? say(`told.${payload.reason}`) : '',
        note: deal.message ?? '',
        link: addressOfDeals(publicUrl),
      },
    });
  }
}

function addressOfDeals(publicUrl: string): string {
  return `${publicUrl}/portal/deals`;
}
