import { FREE_DOMAINS } from '../../core/free-mail-domains.ts';
import type { RegistrationStatus } from '../schema/registration.ts';

const freeDomains = new Set(FREE_DOMAINS);

/** The company behind an address; null where the host gives mailboxes to anybody. */
export function mailDomainOf(email: string): string | null {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return domain && !freeDomains.has(domain) ? domain : null;
}

/** A domain that stands for one company. */
export function companyDomain(told: string | undefined, email: string): string | null {
  return told && !freeDomains.has(told) ? told : mailDomainOf(email);
}

export type RegistrationDecision = 'accept' | 'refuse' | 'lose' | 'undo';

/** The state after a decision; null when it cannot be taken from here. A sale alone wins, and only its going undoes it. */
export function registrationAfter(
  { status, acceptedAt }: { status: RegistrationStatus; acceptedAt: Date | null },
  decision: RegistrationDecision,
): RegistrationStatus | null {
  if (decision === 'accept') return status === 'submitted' ? 'accepted' : null;
  if (decision === 'refuse') return status === 'submitted' ? 'refused' : null;
  if (decision === 'lose') return status === 'accepted' ? 'lost' : null;
  if (status === 'refused' || status === 'accepted') return 'submitted';
  if (status === 'lost') return 'accepted';
  if (status === 'expired') return acceptedAt ? 'accepted' : 'submitted';
  return null;
}

/** Whether a sale by the affiliate stands says if the registration is won, whenever it is told. */
export function registrationAfterSales(
  registration: { status: RegistrationStatus; expiresAt: Date },
  hasSale: boolean,
  now: Date,
): RegistrationStatus {
  if (hasSale && (registration.status === 'accepted' || registration.status === 'expired')) return 'won';
  if (hasSale || registration.status !== 'won') return registration.status;
  return registration.expiresAt <= now ? 'expired' : 'accepted';
}

interface Standing {
  status: RegistrationStatus;
  expiresAt: Date;
  endedBeforeWin: Date | null;
  lostWithDeal: boolean;
}

/**
 * What a registration becomes with its deal in the pipeline; null when it stays. A won deal keeps it until the customer
 * has paid, for the offer's time from the win on; a lost one gives it up; an open one puts back either.
 */
export function registrationWithDeal(
  registration: Standing,
  deal: { state: 'open' | 'won' | 'lost'; closedAt: Date | null; closedByName: string | null },
  protectedMs: number,
) {
  const { status, expiresAt, endedBeforeWin, lostWithDeal } = registration;
  if (status === 'accepted' && deal.state === 'lost')
    return {
      ...{ status: 'lost' as const, lostWithDeal: true, releasedAt: deal.closedAt, decidedAt: deal.closedAt },
      ...{ decidedByName: deal.closedByName, ...putBack(endedBeforeWin) },
    };
  if (status === 'lost' && lostWithDeal && deal.state !== 'lost')
    return {
      status: 'accepted' as const,
      lostWithDeal: false,
      releasedAt: null,
      decidedAt: null,
      decidedByName: null,
    };
  if (status === 'accepted' && deal.state === 'won' && deal.closedAt && endedBeforeWin === null) {
    const until = new Date(deal.closedAt.getTime() + protectedMs);
    return until > expiresAt ? { status, expiresAt: until, endedBeforeWin: expiresAt } : null;
  }
  if (status === 'accepted' && deal.state === 'open' && endedBeforeWin)
    return { status, ...putBack(endedBeforeWin) };
  return null;
}

function putBack(endedBeforeWin: Date | null) {
  return endedBeforeWin ? { expiresAt: endedBeforeWin, endedBeforeWin: null } : {};
}
