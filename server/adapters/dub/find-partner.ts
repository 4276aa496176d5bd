import { type Affiliate, findAffiliate, findAffiliateByExternalId } from '../../affiliates/index.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { externalIdIn, fromWireId } from './wire-ids.ts';

interface PartnerKey {
  /** `pn_…`, or `ext_` and the caller's own id. */
  partnerId?: string | null;
  /** The caller's own id. */
  tenantId?: string | null;
}

/** @throws Problem 404 for an unknown partner, 422 without any id. */
export async function getPartner(workspaceId: string, key: PartnerKey): Promise<Affiliate> {
  const externalId = (key.partnerId && externalIdIn(key.partnerId)) || key.tenantId;
  if (!key.partnerId && !externalId) throw invalidField('partnerId', 'is needed, or a tenantId');
  const affiliate =
    key.partnerId && !externalIdIn(key.partnerId)
      ? await findAffiliate(workspaceId, fromWireId('affiliate', key.partnerId))
      : await findAffiliateByExternalId(workspaceId, externalId ?? '');
  if (!affiliate) throw notFound('partner');
  return affiliate;
}
