import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { type Candidate, findCandidates } from '../customer-record.ts';
import { getOffer } from '../save-offer.ts';
import type { Invitation, InvitationOutcome, NewInvitation, NewInvitations } from '../schema/invitation.ts';
import type { Offer } from '../schema/offer.ts';
import { insertAsks } from '../store/asks.ts';
import { holdGroup } from '../store/groups.ts';
import { findAffiliatesOf, findRefusingOf, refusalOf, refuse, refuseResting } from './refuse-ask.ts';
import { type Addressee, sendInvitation } from './send-invitation.ts';
import { type Letter, openLetter } from './write-letter.ts';

/**
 * Invites one person by mail.
 * @throws Problem 404 for an unknown person or offer; 409 with the refusal's reason when they cannot be asked now.
 */
export async function inviteAffiliate(
  actor: Actor,
  config: Config,
  { personId, accountId = null, ...wanted }: NewInvitation,
): Promise<Invitation> {
  const recipients = [{ personId, accountId }];
  const [outcome] = await inviteAffiliates(actor, config, { ...wanted, recipients });
  if (outcome?.invitation) return outcome.invitation;
  if (!outcome?.refusal || outcome.refusal.reason === 'unknown_person') throw notFound('person');
  throw conflict(outcome.refusal.reason, outcome.refusal.text);
}

/** Invites each of up to a hundred persons, or says why not: one who cannot be asked does not stop the others. */
export async function inviteAffiliates(
  actor: Actor,
  config: Config,
  wanted: NewInvitations,
): Promise<InvitationOutcome[]> {
  authorize(actor, 'affiliates.write');
  return inTransaction(async () => {
    if (wanted.groupId) await holdGroup(actor.workspaceId, wanted.groupId);
    const letter = await openLetter(actor, await getActiveOffer(actor.workspaceId, wanted.offerId), wanted);
    const candidates = await findCandidates(actor.workspaceId, wanted.recipients);
    const affiliates = await findAffiliatesOf(actor.workspaceId, candidates);
    const refusing = await findRefusingOf(actor.workspaceId, candidates);
    const outcomes: InvitationOutcome[] = [];
    // In one order for everybody, so that two who invite the same people at once cannot block each other.
    for (const { personId } of wanted.recipients.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))) {
      const candidate = candidates.get(personId);
      const reason = candidate ? refusalOf(candidate, affiliates, refusing) : 'unknown_person';
      outcomes.push(
        candidate && isAddressee(candidate) && !reason
          ? await askOnce(actor, config, letter, candidate)
          : refuse(actor, personId, reason ?? 'no_email'),
      );
    }
    return outcomes;
  });
}

/** @throws Problem 404, or 409 for an archived one. */
export async function getActiveOffer(workspaceId: string, offerId: string): Promise<Offer> {
  const offer = await getOffer(workspaceId, offerId);
  if (offer.status !== 'active') throw conflict('offer_archived', 'This offer is archived.');
  return offer;
}

function isAddressee(candidate: Candidate): candidate is Addressee {
  return candidate.email !== null;
}

/** The ask is written first: where the cap forbids it, the database says so and nothing is sent. */
async function askOnce(
  actor: Actor,
  config: Config,
  letter: Letter,
  addressee: Addressee,
): Promise<InvitationOutcome> {
  const { personId, accountId } = addressee;
  const resting = await refuseResting(actor, personId);
  if (resting) return resting;
  const [asked] = await insertAsks(actor.workspaceId, [{ personId, accountId, askedAt: actor.now }]);
  if (asked) {
    return { personId, invitation: await sendInvitation(actor, config, letter, addressee), refusal: null };
  }
  return (await refuseResting(actor, personId)) ?? refuse(actor, personId, 'asked_recently');
}
