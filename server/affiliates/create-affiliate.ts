import { type Actor, authorize, isAllowed } from '../core/actor.ts';
import type { Config } from '../core/config.ts';
import { inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { conflict, notFound } from '../core/problem.ts';
import { audit } from '../workspace/index.ts';
import { changeStatus, writeAffiliateOfAccount } from './change-status.ts';
import { refuseForeignRecord } from './customer-record.ts';
import { mailApproval, openPortal } from './open-portal.ts';
import type { Affiliate, AffiliateChange, NewAffiliate } from './schema/affiliate.ts';
import { recruitedBy } from './set-recruiter.ts';
import {
  findAffiliate,
  findAffiliateByEmail,
  findAffiliateByExternalId,
  findAffiliateForUpdate,
  updateAffiliate,
  upsertAffiliate,
} from './store/affiliates.ts';
import { holdGroup } from './store/groups.ts';
import { lockRecruiters } from './store/recruiters.ts';

/**
 * Staff, or another system of the company, adds somebody: active at once when the actor may approve, else pending.
 * `isSilent` sends no mail: for systems that greet people themselves.
 * @throws Problem 409 when the e-mail or the external id is an affiliate's already.
 */
export async function createAffiliate(
  actor: Actor,
  config: Config,
  wanted: NewAffiliate,
  { isSilent = false } = {},
): Promise<Affiliate> {
  authorize(actor, 'affiliates.write');
  return inTransaction(async () => {
    if (await findAffiliateByEmail(actor.workspaceId, wanted.email))
      throw conflict('already_affiliate', 'There is an affiliate with this e-mail already.');
    await refuseTakenExternalId(actor.workspaceId, wanted.externalId);
    await refuseForeignRecord(actor.workspaceId, wanted);
    if (wanted.groupId) await holdGroup(actor.workspaceId, wanted.groupId);
    const affiliate = await upsertAffiliate(actor.workspaceId, {
      ...wanted,
      source: 'staff',
      createdAt: actor.now,
    });
    await audit(actor, {
      action: 'affiliate.created',
      objectType: 'affiliate',
      objectId: affiliate.id,
      after: wanted,
    });
    await emit(actor.workspaceId, 'affiliate.created', { affiliateId: affiliate.id });
    if (!isAllowed(actor, 'affiliates.approve')) return affiliate;
    const active = await changeStatus(actor, affiliate, 'active');
    if (!isSilent) await mailApproval(actor.workspaceId, config, active);
    return openPortal(actor.workspaceId, active);
  });
}

/** What `affiliate.payout_email_changed` tells. */
export interface PayoutEmailChanged {
  affiliateId: string;
}

/** @throws Problem 404, also for a person, account, group or recruiter of another workspace. */
export async function changeAffiliate(actor: Actor, id: string, change: AffiliateChange): Promise<Affiliate> {
  authorize(actor, 'affiliates.write');
  return inTransaction(async () => {
    // The group first, as whoever removes it does.
    if (change.groupId) await holdGroup(actor.workspaceId, change.groupId);
    // Two changes at once could close a circle that neither sees; before the row, to which the other may point.
    if (change.recruiterId !== undefined) await lockRecruiters(actor.workspaceId);
    const before = await findAffiliateForUpdate(actor.workspaceId, id);
    if (!before) throw notFound('affiliate');
    await refuseTakenExternalId(actor.workspaceId, change.externalId, id);
    await refuseForeignRecord(actor.workspaceId, change);
    const recruited = await recruitedBy(actor.workspaceId, before, change, actor.now);
    await updateAffiliate(actor.workspaceId, id, { ...change, ...recruited });
    const after = { ...before, ...change, ...recruited };
    for (const accountId of new Set([before.accountId, after.accountId]))
      if (accountId && before.accountId !== after.accountId)
        await writeAffiliateOfAccount(actor.workspaceId, accountId);
    await audit(actor, { action: 'affiliate.changed', objectType: 'affiliate', objectId: id, before, after });
    if (before.payoutEmail !== after.payoutEmail)
      await emit<PayoutEmailChanged>(actor.workspaceId, 'affiliate.payout_email_changed', {
        affiliateId: id,
      });
    return getAffiliate(actor.workspaceId, id);
  });
}

/** @throws Problem 404 */
export async function getAffiliate(workspaceId: string, id: string): Promise<Affiliate> {
  const affiliate = await findAffiliate(workspaceId, id);
  if (!affiliate) throw notFound('affiliate');
  return affiliate;
}

async function refuseTakenExternalId(
  workspaceId: string,
  externalId: string | null | undefined,
  ownId?: string,
): Promise<void> {
  const taken = externalId ? await findAffiliateByExternalId(workspaceId, externalId) : null;
  if (taken && taken.id !== ownId)
    throw conflict('external_id_taken', 'Another affiliate has this external id.');
}
