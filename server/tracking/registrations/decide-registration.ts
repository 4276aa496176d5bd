import { getAffiliate, getOffer } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, Problem } from '../../core/problem.ts';
import { openRegisteredDeal, withdrawRegisteredDeal } from '../../customers/index.ts';
import { audit } from '../../workspace/index.ts';
import type {
  RegistrationStatus,
  RegistrationsAnswer,
  RegistrationsWish,
  RegistrationWish,
} from '../schema/registration.ts';
import { getRegistration, type RegistrationRow, updateRegistration } from '../store/registrations.ts';
import { linkRegistration } from './link-registration.ts';
import { registrationAfter } from './rules.ts';
import { tellRegistration } from './tell-registration.ts';

const MS_PER_DAY = 86_400_000;
const REACHED: Partial<Record<RegistrationWish['decision'], RegistrationStatus>> = {
  accept: 'accepted',
  refuse: 'refused',
  lose: 'lost',
};

const ACTIONS = {
  accept: 'deal_registration.accepted',
  refuse: 'deal_registration.refused',
  lose: 'deal_registration.given_up',
  undo: 'deal_registration.decision_undone',
} as const;

/**
 * Accepts, refuses, gives up, or takes the last of these back. Accepting makes the account and the person, and lets
 * the affiliate have the customer's sales from when they registered them. The same decision again changes nothing.
 * @throws Problem 404; 409 `registration_status`, `customer_already_registered`, `affiliate_not_active`.
 */
export async function decideRegistration(
  actor: Actor,
  id: string,
  wish: RegistrationWish,
): Promise<RegistrationRow> {
  authorize(actor, 'affiliates.approve');
  return inTransaction(async () => {
    const before = await getRegistration(actor.workspaceId, id, 'locked');
    if (before.status === REACHED[wish.decision]) return before;
    const status = registrationAfter(before, wish.decision);
    if (!status) throw conflict('registration_status', `This registration is ${before.status}.`);
    const change = { status, ...(await changeOf(actor, before, wish)) };
    const after = { ...before, ...change };
    await updateRegistration(actor.workspaceId, id, change);
    await audit(actor, {
      action: ACTIONS[wish.decision],
      objectType: 'deal_registration',
      objectId: id,
      before,
      after,
    });
    await tellRegistration(actor.workspaceId, after, before.status, actor.now);
    await bringDeal(actor, after);
    return after;
  });
}

/** What is accepted is a deal of the pipeline; what is so no more, and nobody has worked on, is none. */
async function bringDeal(actor: Actor, registration: RegistrationRow): Promise<void> {
  const { id: registrationId, status, accountId, personId, company: name, affiliateId } = registration;
  if (status === 'submitted') return withdrawRegisteredDeal(actor, registrationId);
  if (status !== 'accepted' || !accountId) return;
  const { name: source } = await getAffiliate(actor.workspaceId, affiliateId);
  await openRegisteredDeal(actor, { registrationId, name, accountId, personId, source });
}

async function changeOf(
  actor: Actor,
  registration: RegistrationRow,
  wish: RegistrationWish,
): Promise<Partial<RegistrationRow>> {
  const { name: decidedByName, now } = actor;
  const decided = { decidedByName, decidedAt: now };
  if (wish.decision === 'accept') return { ...decided, ...(await accepted(actor, registration, wish)) };
  if (wish.decision === 'refuse') return { ...decided, reason: wish.reason, message: wish.message || null };
  if (wish.decision === 'lose') return { ...decided, releasedAt: now, message: wish.message || null };
  return undone(actor, registration);
}

async function accepted(
  actor: Actor,
  registration: RegistrationRow,
  wish: RegistrationWish & { decision: 'accept' },
) {
  const { workspaceId, now } = actor;
  const affiliate = await getAffiliate(workspaceId, registration.affiliateId);
  if (affiliate.status !== 'active')
    throw conflict('affiliate_not_active', 'Only an active affiliate can have a customer registered.');
  const { dealDays, dealFirst } = await getOffer(workspaceId, registration.offerId);
  const expiresAt = new Date(now.getTime() + dealDays * MS_PER_DAY);
  const record = await linkRegistration(workspaceId, registration, wish.accountId ?? null);
  return { ...record, acceptedAt: now, isFirst: dealFirst, expiresAt, message: wish.message || null };
}

/** What ended by itself gets its time again. */
async function undone(
  { workspaceId, now }: Actor,
  registration: RegistrationRow,
): Promise<Partial<RegistrationRow>> {
  const cleared = { reason: null, message: null, decidedAt: null, decidedByName: null };
  if (registration.status === 'lost') return { ...cleared, releasedAt: null, lostWithDeal: false };
  const { dealDays } = await getOffer(workspaceId, registration.offerId);
  const expiresAt = new Date(now.getTime() + dealDays * MS_PER_DAY);
  if (registration.status === 'expired') return { ...cleared, expiresAt };
  return { ...cleared, acceptedAt: null, expiresAt, isFirst: true };
}

/** The same for many, each by itself. */
export async function decideRegistrations(
  actor: Actor,
  { ids, wish }: RegistrationsWish,
): Promise<RegistrationsAnswer> {
  authorize(actor, 'affiliates.approve');
  const refusals: RegistrationsAnswer['refusals'] = [];
  const unique = [...new Set(ids)];
  for (const id of unique) {
    try {
      await decideRegistration(actor, id, wish);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusals.push({ id, code: error.code, detail: error.message });
    }
  }
  return { changedCount: unique.length - refusals.length, refusals };
}
