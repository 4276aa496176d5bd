import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import type { DomainEvent } from '../../core/events.ts';
import { listAccountSummaries } from '../../customers/index.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { redecideCustomer } from '../conversions/redecide-customer.ts';
import {
  findWinningSale,
  listCustomersOfRegistration,
  listRegistrationsOfCustomer,
} from '../store/registration-matches.ts';
import {
  getRegistration,
  listEndedRegistrations,
  type RegistrationRow,
  updateRegistration,
} from '../store/registrations.ts';
import { registrationAfterSales } from './rules.ts';
import { type RegistrationEvent, tellRegistration } from './tell-registration.ts';

const ENDED_AT_ONCE = 500;

/** `deal_registration.changed` → the leads and sales of its customers are decided anew, and who has bought has won it. */
export async function followRegistration({
  workspaceId,
  payload,
}: DomainEvent<RegistrationEvent>): Promise<void> {
  const registration = await readAccount(workspaceId, payload.registrationId);
  await settleClicks(workspaceId);
  for (const customerId of await listCustomersOfRegistration(workspaceId, registration))
    await redecideCustomer(workspaceId, customerId);
  await settleRegistration(workspaceId, registration.id);
}

/** A lead or sale → decided with a registration that was accepted at the same moment; the first sale wins it. */
export async function followCustomer({
  workspaceId,
  payload,
}: DomainEvent<{ customerId: string }>): Promise<void> {
  const registrationIds = await listRegistrationsOfCustomer(workspaceId, payload.customerId);
  if (registrationIds.length === 0) return;
  await settleClicks(workspaceId);
  await redecideCustomer(workspaceId, payload.customerId);
  for (const id of registrationIds) {
    await readAccount(workspaceId, id);
    await settleRegistration(workspaceId, id);
  }
}

/** The account may have got its external id since, by which later sales name it. */
async function readAccount(workspaceId: string, registrationId: string): Promise<RegistrationRow> {
  return inTransaction(async () => {
    const registration = await getRegistration(workspaceId, registrationId, 'locked');
    if (!registration.accountId || registration.accountExternalId) return registration;
    const [account] = await listAccountSummaries(workspaceId, [registration.accountId]);
    if (!account?.externalId) return registration;
    await updateRegistration(workspaceId, registrationId, { accountExternalId: account.externalId });
    return { ...registration, accountExternalId: account.externalId };
  });
}

/** A sale by the affiliate that stands says if it is won. */
export async function settleRegistration(workspaceId: string, registrationId: string): Promise<void> {
  await inTransaction(async () => {
    const registration = await getRegistration(workspaceId, registrationId, 'locked');
    if (!registration.acceptedAt) return;
    const customers = await listCustomersOfRegistration(workspaceId, registration);
    const until =
      registration.releasedAt && registration.releasedAt < registration.expiresAt
        ? registration.releasedAt
        : registration.expiresAt;
    const sale = await findWinningSale(workspaceId, customers, { ...registration, until });
    const status = registrationAfterSales(registration, sale !== null, now());
    if (status === registration.status) return;
    const change = { status, wonSaleId: sale?.id ?? null, wonAt: sale?.at ?? null };
    await updateRegistration(workspaceId, registrationId, change);
    await tellRegistration(workspaceId, { ...registration, ...change }, registration.status, now());
  });
}

/** What was not answered, or not bought, in its time. */
export async function expireRegistrations(): Promise<void> {
  for (const { workspaceId, id } of await listEndedRegistrations(now(), ENDED_AT_ONCE)) {
    await inTransaction(async () => {
      const registration = await getRegistration(workspaceId, id, 'locked');
      const isOpen = registration.status === 'submitted' || registration.status === 'accepted';
      if (!isOpen || registration.expiresAt > now()) return;
      await updateRegistration(workspaceId, id, { status: 'expired', decidedAt: registration.expiresAt });
      await tellRegistration(
        workspaceId,
        { ...registration, status: 'expired' },
        registration.status,
        registration.expiresAt,
      );
    });
  }
}
