import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { findCandidates } from '../customer-record.ts';
import type { InvitationDraft, InvitationPreview } from '../schema/invitation.ts';
import { getActiveOffer } from './invite-affiliates.ts';
import { findAffiliatesOf, findRefusingOf, refusalOf, refuse, refuseResting } from './refuse-ask.ts';
import { openLetter, writeLetter } from './write-letter.ts';

/**
 * The mail as this person would get it, for the editor, and why they cannot be asked now if so.
 * `{{ link }}` stays in the text: it is filled when the invitation is sent.
 */
export async function previewInvitation(actor: Actor, wanted: InvitationDraft): Promise<InvitationPreview> {
  authorize(actor, 'affiliates.write');
  const { personId, accountId = null } = wanted;
  const letter = await openLetter(actor, await getActiveOffer(actor.workspaceId, wanted.offerId), wanted);
  const candidates = await findCandidates(actor.workspaceId, [{ personId, accountId }]);
  const candidate = candidates.get(personId);
  if (!candidate) throw notFound('person');
  const reason = refusalOf(
    candidate,
    await findAffiliatesOf(actor.workspaceId, candidates),
    await findRefusingOf(actor.workspaceId, candidates),
  );
  const refused = reason ? refuse(actor, personId, reason) : await refuseResting(actor, personId);
  return {
    name: candidate.name,
    email: candidate.email,
    ...writeLetter(letter, candidate, '{{ link }}'),
    refusal: refused?.refusal ?? null,
  };
}
