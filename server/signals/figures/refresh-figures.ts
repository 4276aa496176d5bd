import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { writeAccountFigures } from '../../customers/index.ts';
import type { AccountFacts } from '../schema/facts.ts';
import { listAccountFacts } from './list-account-facts.ts';

/** Writes what lists and headers show of these accounts: revenue, answers, tickets and usage. */
export async function refreshFigures(workspaceId: string, accountIds: string[]): Promise<void> {
  await inTransaction(async () => {
    const facts = await listAccountFacts(workspaceId, accountIds, now());
    await writeAccountFigures(workspaceId, facts.map(toFigures));
  });
}

function toFigures(facts: AccountFacts) {
  return {
    accountId: facts.accountId,
    mrrMinor: facts.mrrMinor,
    currency: facts.currency ?? undefined,
    npsScore: facts.nps?.score ?? null,
    csatAverage: facts.csat?.average ?? null,
    openTickets: facts.openTickets,
    lastActiveAt: facts.lastUsedAt,
    usageTrend: usageTrend(facts),
  };
}

/** The relative change of usage against the 28 days before; null when there is nothing to compare with. */
export function usageTrend({ usage28, usagePrevious28 }: AccountFacts): number | null {
  return usage28 === null || !usagePrevious28 ? null : usage28 / usagePrevious28 - 1;
}
