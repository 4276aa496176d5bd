import { systemActor } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound, Problem } from '../../core/problem.ts';
import { createSignInLink, findIdentityByEmail, findWorkspace } from '../../workspace/index.ts';
import { joinProgram } from '../join-program.ts';
import { openPortal } from '../open-portal.ts';
import { invitationState } from '../rules.ts';
import { getOffer } from '../save-offer.ts';
import type { Affiliate } from '../schema/affiliate.ts';
import type { Acceptance, Accepted, InvitationPage } from '../schema/invitation.ts';
import type { Offer } from '../schema/offer.ts';
import { holdGroupIfAny } from '../store/groups.ts';
import {
  type FoundInvitation,
  findInvitationByToken,
  lockInvitationByToken,
  markInvitationAccepted,
} from '../store/invitations.ts';
import { hashInvitationToken } from './token.ts';

/** @throws Problem 404 for a wrong token, 410 for a used or expired one and for an archived offer. */
export async function viewInvitation(token: string, now: Date): Promise<InvitationPage> {
  const { invitation, offer } = await getOpenInvitation(token, now);
  const { id, name, description, terms } = offer;
  const workspace = await findWorkspace(invitation.workspaceId);
  if (!workspace) throw notFound('invitation');
  return {
    company: { name: workspace.name, locale: workspace.locale },
    offer: { id, name, description, terms },
    name: invitation.name,
    email: invitation.email,
    expiresAt: invitation.expiresAt,
  };
}

/** An invitation that can still be accepted, with what it offers. @throws Problem as `viewInvitation` */
export async function getOpenInvitation(
  token: string,
  now: Date,
): Promise<{ invitation: FoundInvitation; offer: Offer }> {
  const invitation = requireOpen(await findInvitationByToken(hashInvitationToken(token)), now);
  return { invitation, offer: await getOpenOffer(invitation) };
}

/**
 * Makes the invited person an affiliate who may sign in. Works once.
 * @throws Problem as `viewInvitation`; 409 when the terms changed since the page was shown.
 */
export async function acceptInvitation(
  config: Config,
  token: string,
  acceptance: Acceptance,
  now: Date,
): Promise<Accepted> {
  const { affiliate, isNewcomer } = await inTransaction(() => acceptOnce(config, token, acceptance, now));
  const { id: affiliateId, email, status } = affiliate;
  // Whoever could sign in before signs in as before: a forwarded invitation opens nobody's account.
  const signInUrl = isNewcomer ? await createSignInLink(config, email) : null;
  return { affiliateId, email, status, signInUrl };
}

async function acceptOnce(
  config: Config,
  token: string,
  acceptance: Acceptance,
  now: Date,
): Promise<{ affiliate: Affiliate; isNewcomer: boolean }> {
  const tokenHash = hashInvitationToken(token);
  const found = await findInvitationByToken(tokenHash);
  // The group first, as whoever removes it does; it may be gone already, and then the invitation names none.
  if (found?.groupId) await holdGroupIfAny(found.workspaceId, found.groupId);
  const invitation = requireOpen(await lockInvitationByToken(tokenHash), now);
  const offer = await getOpenOffer(invitation);
  if (acceptance.termsVersion !== offer.terms.version)
    throw conflict('terms_changed', 'The terms have changed. Read them again before you accept.');
  const { workspaceId, email, personId, accountId, groupId } = invitation;
  const isNewcomer = !(await findIdentityByEmail(email));
  const actor = { ...systemActor(workspaceId, 'affiliates.invitation'), now };
  const joined = await joinProgram(actor, config, {
    offer,
    person: {
      ...{ email, name: acceptance.name ?? invitation.name, personId, accountId, source: 'invitation' },
      ...(groupId ? { groupId } : {}),
    },
    payoutEmail: acceptance.payoutEmail,
    password: acceptance.password,
  });
  const affiliate = await openPortal(workspaceId, joined, acceptance.password);
  await markInvitationAccepted(workspaceId, invitation.id, { acceptedAt: now, affiliateId: affiliate.id });
  return { affiliate, isNewcomer };
}

function requireOpen(invitation: FoundInvitation | undefined, now: Date): FoundInvitation {
  if (!invitation) throw notFound('invitation');
  if (invitationState(invitation, now) !== 'open') throw gone();
  return invitation;
}

async function getOpenOffer(invitation: FoundInvitation): Promise<Offer> {
  const offer = await getOffer(invitation.workspaceId, invitation.offerId);
  if (offer.status !== 'active') throw gone();
  return offer;
}

function gone(): Problem {
  return new Problem(410, 'invitation_expired', 'Gone', 'This invitation was used or has expired.');
}
