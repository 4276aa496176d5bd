import {
  type Affiliate,
  changeAffiliate,
  createAffiliate,
  decideOnAffiliate,
  findAffiliateByEmail,
} from '../../../affiliates/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { inTransaction } from '../../../core/db.ts';
import { listLinksOf } from '../../../tracking/index.ts';
import { changeWireLink, createWireLink, type WantedLink } from '../links/write-link.ts';
import { getProgram } from '../program.ts';
import type { NewPartner } from './schema.ts';

/**
 * Makes a partner with a first link, or changes the one with this e-mail. A partner is approved at once when the
 * key may approve, else waits; a decision of staff is never undone from here.
 * @throws Problem 403; 409 for a tenant id of another partner, and while there is no active offer.
 */
export async function savePartner(actor: Actor, config: Config, wanted: NewPartner): Promise<Affiliate> {
  authorize(actor, 'affiliates.write');
  return inTransaction(async () => {
    const { workspaceId } = actor;
    const program = await getProgram(workspaceId);
    const existing = await findAffiliateByEmail(workspaceId, wanted.email);
    if (existing) return changePartner(actor, existing, wanted);
    const partner = await createPartner(actor, config, wanted);
    await giveFirstLink(actor, config, {
      ...wanted.linkProps,
      partner,
      program,
      key: wanted.username ?? undefined,
    });
    return partner;
  });
}

/** The caller greets its partners itself, so no mail is sent. */
function createPartner(actor: Actor, config: Config, wanted: NewPartner): Promise<Affiliate> {
  const { email, name, tenantId: externalId, country } = wanted;
  const affiliate = { email, name: name || email, externalId, country: country ?? undefined };
  return createAffiliate(actor, config, affiliate, { isSilent: true });
}

function changePartner(actor: Actor, partner: Affiliate, wanted: NewPartner): Promise<Affiliate> {
  const { name, tenantId: externalId, country } = wanted;
  return changeAffiliate(actor, partner.id, {
    ...(name ? { name } : {}),
    ...(externalId ? { externalId } : {}),
    ...(country ? { country } : {}),
  });
}

/** An approved affiliate has a link from the start: it becomes what the caller asks for. */
async function giveFirstLink(actor: Actor, config: Config, wanted: WantedLink): Promise<void> {
  const links = await listLinksOf(actor.workspaceId, wanted.partner.id);
  const first = links.find(({ offerId }) => offerId === wanted.program.id);
  if (first) await changeWireLink(actor, first.id, wanted);
  else await createWireLink(actor, config, wanted);
}

/** Banned or deactivated: their links no longer earn. Said again, it stays as it is. */
export async function suspendPartner(
  actor: Actor,
  config: Config,
  partner: Affiliate,
  reason: string | undefined,
): Promise<void> {
  authorize(actor, 'affiliates.approve');
  if (partner.status === 'suspended') return;
  const decision = partner.status === 'active' ? 'suspend' : 'decline';
  if (partner.status === 'rejected') return;
  await decideOnAffiliate(actor, config, { affiliateId: partner.id, decision, reason });
}
