import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { conflict } from '../../../core/problem.ts';
import { getPartner } from '../find-partner.ts';
import { savePartner } from '../partners/save-partner.ts';
import type { WantedEmbedToken } from './schema.ts';
import { issueToken } from './token.ts';

/**
 * A token for one partner's page of figures; `partner` is saved first, as the call for partners saves one.
 * @throws Problem 403; 404 for an unknown partner; 409 for one who was turned away or suspended; 422 without any.
 */
export async function issueEmbedToken(actor: Actor, config: Config, wanted: WantedEmbedToken) {
  authorize(actor, 'affiliates.write');
  const { workspaceId } = actor;
  const partner = wanted.partner
    ? await savePartner(actor, config, { tenantId: wanted.tenantId ?? undefined, ...wanted.partner })
    : await getPartner(workspaceId, wanted);
  if (partner.status !== 'active' && partner.status !== 'pending')
    throw conflict('partner_not_active', 'This partner was turned away or suspended.');
  const { token, expires } = issueToken({ workspaceId, affiliateId: partner.id }, actor.now);
  return { publicToken: token, expires: expires.toISOString() };
}
