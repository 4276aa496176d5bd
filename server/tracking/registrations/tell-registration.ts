import { getAffiliate } from '../../affiliates/index.ts';
import { emit } from '../../core/events.ts';
import { appendTimeline } from '../../customers/index.ts';
import type { RegistrationStatus } from '../schema/registration.ts';
import type { RegistrationRow } from '../store/registrations.ts';

/** What `deal_registration.submitted` and `deal_registration.changed` tell. */
export interface RegistrationEvent {
  registrationId: string;
  affiliateId: string;
  offerId: string;
  company: string;
  status: RegistrationStatus;
  /** Null for a new one. */
  previousStatus: RegistrationStatus | null;
  reason: string | null;
  accountId: string | null;
  expiresAt: string;
}

/** Tells other rooms, and the account's timeline, of a new state. Call in the act's transaction. */
export async function tellRegistration(
  workspaceId: string,
  registration: RegistrationRow,
  previousStatus: RegistrationStatus | null,
  at: Date,
): Promise<void> {
  const {
    id: registrationId,
    affiliateId,
    offerId,
    company,
    status,
    reason,
    accountId,
    expiresAt,
  } = registration;
  await emit<RegistrationEvent>(
    workspaceId,
    previousStatus ? 'deal_registration.changed' : 'deal_registration.submitted',
    {
      ...{ registrationId, affiliateId, offerId, company, status, previousStatus, reason, accountId },
      expiresAt: expiresAt.toISOString(),
    },
  );
  if (!previousStatus || !accountId) return;
  const affiliate = await getAffiliate(workspaceId, affiliateId);
  await appendTimeline(workspaceId, [
    {
      ...{ accountId, personId: registration.personId, at, kind: 'deal_registration' },
      sourceId: `${registrationId}:${status}:${at.toISOString()}`,
      code: `tracking:timeline.registration_${status}`,
      values: { affiliate: affiliate.name },
    },
  ]);
}
