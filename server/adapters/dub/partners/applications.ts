import { type Affiliate, decideOnAffiliate, listAffiliates } from '../../../affiliates/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { getPartner } from '../find-partner.ts';
import { toWireId } from '../wire-ids.ts';
import type { ApplicationQuery, ApplicationRejection } from './schema.ts';

/** Partners who wait for a decision, the latest first. */
export async function listApplications(actor: Actor, { country, page, pageSize }: ApplicationQuery) {
  authorize(actor, 'affiliates.read');
  const waiting = (await listAffiliates(actor.workspaceId, null))
    .filter((partner) => partner.status === 'pending' && (!country || partner.country === country))
    .toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  return waiting.slice((page - 1) * pageSize, page * pageSize).map(describeApplication);
}

function describeApplication(partner: Affiliate) {
  const id = toWireId('affiliate', partner.id);
  return {
    id,
    createdAt: partner.createdAt.toISOString(),
    partner: {
      ...{ id, name: partner.name, email: partner.email, country: partner.country },
      ...{ companyName: null, image: null, description: null, website: partner.website, status: 'pending' },
    },
    applicationFormData: partner.promotion ? [{ label: 'promotion', value: partner.promotion }] : null,
  };
}

/** Lets the partner in; said again, they stay in. @throws Problem 404; 409 for one who is banned. */
export async function approveApplication(actor: Actor, config: Config, partnerId: string): Promise<void> {
  authorize(actor, 'affiliates.approve');
  const partner = await getPartner(actor.workspaceId, { partnerId });
  if (partner.status === 'active') return;
  await decideOnAffiliate(actor, config, { affiliateId: partner.id, decision: 'approve' });
}

/** Turns the partner away, with the reason on record; said again, it stays. @throws Problem 404, 409. */
export async function rejectApplication(
  actor: Actor,
  config: Config,
  rejection: ApplicationRejection,
): Promise<void> {
  authorize(actor, 'affiliates.approve');
  const { partnerId, rejectionReason, rejectionNote, flagForFraud, flagForFraudReason } = rejection;
  const partner = await getPartner(actor.workspaceId, { partnerId });
  if (partner.status === 'rejected') return;
  const words = [rejectionReason, rejectionNote, flagForFraud && 'fraud', flagForFraudReason];
  const reason = words.filter(Boolean).join(': ') || undefined;
  await decideOnAffiliate(actor, config, { affiliateId: partner.id, decision: 'decline', reason });
}
