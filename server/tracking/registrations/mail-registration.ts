import { firstName, getAffiliate } from '../../affiliates/index.ts';
import type { Config } from '../../core/config.ts';
import type { DomainEvent } from '../../core/events.ts';
import { defineMailTemplate, queueTemplateMail } from '../../core/mail-templates.ts';
import { words } from '../../core/words.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { getRegistration } from '../store/registrations.ts';
import type { RegistrationEvent } from './tell-registration.ts';

const KIND = 'registration_decided';

export function defineRegistrationMail({ publicUrl }: Config): void {
  defineMailTemplate({
    kind: KIND,
    catalog: 'tracking:mail.registration',
    example: {
      person: { name: 'Ann Smith', firstName: 'Ann' },
      company: { name: 'Acme' },
      customer: 'Example Ltd',
      outcome: '…',
      reason: '…',
      note: '…',
      link: addressOfRegistrations(publicUrl),
    },
  });
}

/** `deal_registration.changed` → a mail to the affiliate, in the language of the workspace, with the decision that caused it. */
export async function mailRegistrations(
  { publicUrl }: Config,
  events: DomainEvent<RegistrationEvent>[],
): Promise<void> {
  for (const { workspaceId, payload } of events) {
    const registration = await getRegistration(workspaceId, payload.registrationId);
    const affiliate = await getAffiliate(workspaceId, registration.affiliateId);
    const workspace = await findWorkspace(workspaceId);
    const locale = workspace?.locale ?? 'en';
    const days = { dateStyle: 'long', timeZone: workspace?.timeZone ?? 'UTC' } as const;
    const until = new Intl.DateTimeFormat(locale, days).format(registration.expiresAt);
    const say = (key: string) =>
      words(locale, `tracking:registration.${key}`, { company: registration.company, until });
    await queueTemplateMail(workspaceId, {
      kind: KIND,
      to: affiliate.email,
      locale,
      values: {
        person: { name: affiliate.name, firstName: firstName(affiliate.name) },
        company: { name: workspace?.name ?? '' },
        customer: registration.company,
        outcome: say(`told.${payload.status}`),
        reason: payload.reason ? say(`told.${payload.reason}`) : '',
        note: registration.message ?? '',
        link: addressOfRegistrations(publicUrl),
      },
    });
  }
}

function addressOfRegistrations(publicUrl: string): string {
  return `${publicUrl}/portal/deal-registrations`;
}
