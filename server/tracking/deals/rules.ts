import { FREE_DOMAINS } from '../../core/free-mail-domains.ts';
import type { DealStatus } from '../schema/deal.ts';

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

export type DealDecision = 'accept' | 'refuse' | 'lose' | 'undo';

/** The state after a decision; null when it cannot be taken from here. A sale alone wins, and only its going undoes it. */
export function dealAfter(
  { status, acceptedAt }: { status: DealStatus; acceptedAt: Date | null },
  decision: DealDecision,
): DealStatus | null {
  if (decision === 'accept') return status === 'submitted' ? 'accepted' : null;
  if (decision === 'refuse') return status === 'submitted' ? 'refused' : null;
  if (decision === 'lose') return status === 'accepted' ? 'lost' : null;
  if (status === 'refused' || status === 'accepted') return 'submitted';
  if (status === 'lost') return 'accepted';
  if (status === 'expired') return acceptedAt ? 'accepted' : 'submitted';
  return null;
}

/** Whether a sale by the affiliate stands says if the registration is won, whenever it is told. */
export function dealAfterSales(
  deal: { status: DealStatus; expiresAt: Date },
  hasSale: boolean,
  now: Date,
): DealStatus {
  if (hasSale && (deal.status === 'accepted' || deal.status === 'expired')) return 'won';
  if (hasSale || deal.status !== 'won') return deal.status;
  return deal.expiresAt <= now ? 'expired' : 'accepted';
}
