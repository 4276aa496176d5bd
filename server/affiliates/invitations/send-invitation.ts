import { addDays } from 'date-fns/addDays';
import type { Actor } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { emit } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { queueMail } from '../../core/mail.ts';
import { words } from '../../core/words.ts';
import { appendTimeline, preferencesUrl, unsubscribeHeaders } from '../../customers/index.ts';
import type { Candidate } from '../customer-record.ts';
import type { Invitation } from '../schema/invitation.ts';
import { insertInvitation } from '../store/invitations.ts';
import { newInvitationToken } from './token.ts';
import { type Letter, writeLetter } from './write-letter.ts';

const INVITATION_LIFETIME_DAYS = 30;

/** A candidate whose address is known. */
export type Addressee = Candidate & { email: string };

/** Puts the mail into the outbox and keeps the invitation, in the act's transaction. */
export async function sendInvitation(
  actor: Actor,
  config: Config,
  letter: Letter,
  addressee: Addressee,
): Promise<Invitation> {
  const { personId, accountId, name, email } = addressee;
  const { token, tokenHash } = newInvitationToken();
  const { subject, body } = writeLetter(letter, addressee, `${config.publicUrl}/invitation/${token}`);
  const bearer = { workspaceId: actor.workspaceId, personId };
  const mailId = await queueMail(actor.workspaceId, {
    kind: 'affiliate_invitation',
    to: email,
    replyTo: letter.sender.email ?? undefined,
    subject,
    text: `${body.trimEnd()}\n\n${words(letter.workspace.locale, 'consent:mail.footer', { url: preferencesUrl(config, bearer) })}\n`,
    headers: unsubscribeHeaders(config, bearer, 'program'),
  });
  const invitation = await insertInvitation(actor.workspaceId, {
    id: newId('ain'),
    personId,
    accountId,
    name,
    email,
    offerId: letter.offer.id,
    groupId: letter.groupId,
    subject,
    tokenHash,
    mailId,
    invitedBy: actor.id,
    createdAt: actor.now,
    expiresAt: addDays(actor.now, INVITATION_LIFETIME_DAYS),
  });
  await tell(actor, letter, invitation);
  return invitation;
}

async function tell(actor: Actor, letter: Letter, invitation: Invitation): Promise<void> {
  const { id, personId, accountId, name, offerId } = invitation;
  await appendTimeline(actor.workspaceId, [
    {
      personId,
      ...(accountId ? { accountId } : {}),
      at: actor.now,
      kind: 'affiliate_invitation',
      sourceId: id,
      code: 'affiliates:timeline.invited',
      values: { name, offer: letter.offer.name, sender: letter.sender.name },
    },
  ]);
  await emit(actor.workspaceId, 'affiliate.invited', { invitationId: id, personId, accountId, offerId });
}
