import type { AffiliateStatus } from './schema/affiliate.ts';

/** What may be done to an affiliate, as resources with a who and a when. */
export type Decision = 'approve' | 'decline' | 'suspend' | 'reinstate';

const OUTCOMES: Record<Decision, { from: readonly AffiliateStatus[]; to: AffiliateStatus }> = {
  approve: { from: ['pending', 'rejected'], to: 'active' },
  decline: { from: ['pending', 'active'], to: 'rejected' },
  suspend: { from: ['active'], to: 'suspended' },
  reinstate: { from: ['suspended'], to: 'active' },
};

/** The status after a decision; null when it cannot be taken from here. */
export function statusAfter(status: AffiliateStatus, decision: Decision): AffiliateStatus | null {
  const { from, to } = OUTCOMES[decision];
  return from.includes(status) ? to : null;
}

/** What somebody becomes who joins through an offer: nobody joins past a decision that staff took before. */
export function statusOnJoining(
  before: AffiliateStatus | null,
  approvalRule: 'auto' | 'manual',
): AffiliateStatus {
  if (before === 'active' || before === 'suspended') return before;
  return approvalRule === 'auto' ? 'active' : 'pending';
}

export type InvitationState = 'open' | 'accepted' | 'expired';

export function invitationState(
  invitation: { acceptedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return 'accepted';
  return invitation.expiresAt <= now ? 'expired' : 'open';
}

/** Why somebody cannot be asked now. */
export const REFUSALS = [
  'unknown_person',
  'no_email',
  'refused_contact',
  'already_affiliate',
  'asked_recently',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** "Ann" for "Ann Smith"; the whole of a name of one word. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
