import { type Affiliate, getAffiliate, getOffer, getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField } from '../../core/problem.ts';
import { cleanDomain } from '../../customers/index.ts';
import { audit } from '../../workspace/index.ts';
import type { NewRegistration, NewRegistrationFor } from '../schema/registration.ts';
import {
  countRegistrationsSince,
  getStandingRegistration,
  insertRegistration,
  type RegistrationRow,
  updateRegistration,
} from '../store/registrations.ts';
import { findEvidence, obviousDuplicate } from './find-evidence.ts';
import { companyDomain } from './rules.ts';
import { tellRegistration } from './tell-registration.ts';

const MS_PER_DAY = 86_400_000;
/** So that nobody finds out by trying who our customers are. */
const MAX_PER_DAY = 50;

/**
 * An affiliate registers a customer to be. The same person stands once until that is over. Who is a customer already,
 * or was accepted for somebody else, is refused at once, without a word about either.
 * @throws Problem 409 `affiliate_not_active`, `too_many_registrations`; 422 for an offer that is not open.
 */
export async function submitRegistration(actor: Actor, told: NewRegistration): Promise<RegistrationRow> {
  return inTransaction(async () => register(actor, await getOwnAffiliate(actor), told));
}

/** The same in an affiliate's name. @throws as `submitRegistration`; Problem 404 for an unknown affiliate. */
export async function submitRegistrationFor(
  actor: Actor,
  { affiliateId, ...told }: NewRegistrationFor,
): Promise<RegistrationRow> {
  authorize(actor, 'links.write');
  return inTransaction(async () => register(actor, await getAffiliate(actor.workspaceId, affiliateId), told));
}

async function register(actor: Actor, affiliate: Affiliate, told: NewRegistration): Promise<RegistrationRow> {
  const { workspaceId, now } = actor;
  if (affiliate.status !== 'active')
    throw conflict('affiliate_not_active', 'Customers can be registered once you are an active affiliate.');
  const offer = await getOffer(workspaceId, told.offerId);
  if (offer.status !== 'active') throw invalidField('offerId', 'is not an active offer');
  const since = new Date(now.getTime() - MS_PER_DAY);
  if ((await countRegistrationsSince(workspaceId, affiliate.id, since)) >= MAX_PER_DAY)
    throw conflict(
      'too_many_registrations',
      `No more than ${MAX_PER_DAY} customers can be registered in a day.`,
    );
  const registration = await insertRegistration(workspaceId, {
    ...{ affiliateId: affiliate.id, offerId: offer.id, company: told.company, personName: told.personName },
    ...{ email: told.email, phone: told.phone || null, note: told.note || null, createdAt: now },
    domain: companyDomain(cleanDomain(told.domain), told.email),
    expiresAt: new Date(now.getTime() + offer.dealDays * MS_PER_DAY),
  });
  if (!registration) return getStandingRegistration(workspaceId, affiliate.id, told.email);
  await audit(actor, {
    action: 'deal_registration.submitted',
    objectType: 'deal_registration',
    objectId: registration.id,
    after: registration,
  });
  await tellRegistration(workspaceId, registration, null, now);
  return refuseDuplicate(actor, registration);
}

async function refuseDuplicate(actor: Actor, registration: RegistrationRow): Promise<RegistrationRow> {
  const { workspaceId, now } = actor;
  const reason = obviousDuplicate(registration, await findEvidence(workspaceId, registration));
  if (!reason) return registration;
  const change = { status: 'refused' as const, reason, decidedAt: now };
  await updateRegistration(workspaceId, registration.id, change);
  const refused = { ...registration, ...change };
  await tellRegistration(workspaceId, refused, 'submitted', now);
  return refused;
}
