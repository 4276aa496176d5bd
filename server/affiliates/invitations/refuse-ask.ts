import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import type { Actor } from '../../core/actor.ts';
import { words } from '../../core/words.ts';
import { findRefusing } from '../../customers/index.ts';
import { findWorkspace } from '../../workspace/index.ts';
import type { Candidate } from '../customer-record.ts';
import type { RefusalCode } from '../rules.ts';
import type { Affiliate } from '../schema/affiliate.ts';
import type { InvitationOutcome } from '../schema/invitation.ts';
import { findAffiliatesAmong } from '../store/affiliates.ts';
import { findRestingAsk } from '../store/asks.ts';

/** Who of the candidates is in the program already, by person or by e-mail. */
export async function findAffiliatesOf(
  workspaceId: string,
  candidates: Map<string, Candidate>,
): Promise<Affiliate[]> {
  return findAffiliatesAmong(workspaceId, {
    personIds: [...candidates.keys()],
    emails: [...candidates.values()].flatMap(({ email }) => email ?? []),
  });
}

/** Who of the candidates has said that they do not want to be asked by mail. */
export function findRefusingOf(
  workspaceId: string,
  candidates: Map<string, Candidate>,
): Promise<Set<string>> {
  return findRefusing(workspaceId, { purpose: 'program', channel: 'email' }, [...candidates.keys()]);
}

/** Why this person is not asked, whatever the cap says; null when nothing else speaks against it. */
export function refusalOf(
  candidate: Candidate,
  affiliates: Affiliate[],
  refusing: Set<string>,
): RefusalCode | null {
  if (!candidate.email) return 'no_email';
  if (refusing.has(candidate.personId)) return 'refused_contact';
  const isAffiliate = affiliates.some(
    ({ personId, email }) => personId === candidate.personId || email === candidate.email,
  );
  return isAffiliate ? 'already_affiliate' : null;
}

/** The cap's refusal, with the day of the last ask and of the next possible one; null when they may be asked. */
export async function refuseResting(actor: Actor, personId: string): Promise<InvitationOutcome | null> {
  const ask = await findRestingAsk(actor.workspaceId, personId, actor.now);
  if (!ask) return null;
  const timeZone = (await findWorkspace(actor.workspaceId))?.timeZone ?? 'UTC';
  const day = (at: Date) => format(new TZDate(at, timeZone), 'yyyy-MM-dd');
  return refuse(actor, personId, 'asked_recently', { asked: day(ask.askedAt), next: day(ask.restsUntil) });
}

export function refuse(
  actor: Actor,
  personId: string,
  reason: RefusalCode,
  values: Record<string, unknown> = {},
): InvitationOutcome {
  const code = `affiliates:refusal.${reason}`;
  return {
    personId,
    invitation: null,
    refusal: { reason, code, values, text: words(actor.locale, code, values) },
  };
}
