import type { Actor } from '../core/actor.ts';
import type { Config } from '../core/config.ts';
import { emit } from '../core/events.ts';
import { conflict } from '../core/problem.ts';
import { changeStatus } from './change-status.ts';
import { mailApproval, openPortal } from './open-portal.ts';
import { statusOnJoining } from './rules.ts';
import type { Affiliate, AffiliateInput } from './schema/affiliate.ts';
import type { Offer } from './schema/offer.ts';
import { findAffiliateByEmail, updateAffiliateStatus, upsertAffiliate } from './store/affiliates.ts';
import { insertTermsAcceptance } from './store/terms.ts';

interface Joining {
  offer: Offer;
  person: AffiliateInput;
  payoutEmail?: string;
  password?: string;
}

/**
 * Makes somebody an affiliate who accepted an offer's terms: active or pending, as the offer's rule says.
 * @throws Problem 409 for a suspended affiliate, whom an invitation does not reinstate.
 */
export async function joinProgram(actor: Actor, config: Config, joining: Joining): Promise<Affiliate> {
  const { offer, person } = joining;
  const before = await findAffiliateByEmail(actor.workspaceId, person.email);
  if (before?.status === 'suspended')
    throw conflict('affiliate_status', 'This affiliate is suspended. Ask the company.');
  const status = statusOnJoining(before?.status ?? null, offer.approvalRule);
  const payoutEmail = joining.payoutEmail;
  const affiliate = await upsertAffiliate(actor.workspaceId, {
    createdAt: actor.now,
    ...person,
    payoutEmail,
  });
  await insertTermsAcceptance(actor.workspaceId, {
    affiliateId: affiliate.id,
    offerId: offer.id,
    version: offer.terms.version,
    acceptedAt: actor.now,
  });
  if (!before) await emit(actor.workspaceId, 'affiliate.created', { affiliateId: affiliate.id });
  if (affiliate.status === status) return affiliate;
  if (status === 'pending') return backToPending(actor, affiliate);
  const active = await changeStatus(actor, affiliate, status);
  await mailApproval(actor.workspaceId, config, active);
  return openPortal(actor.workspaceId, active, joining.password);
}

/** Somebody who was declined and is invited again waits for a decision like everybody else. */
async function backToPending(actor: Actor, affiliate: Affiliate): Promise<Affiliate> {
  const change = { status: 'pending' as const, statusReason: null, statusChangedAt: actor.now };
  await updateAffiliateStatus(actor.workspaceId, affiliate.id, change);
  return { ...affiliate, ...change };
}
