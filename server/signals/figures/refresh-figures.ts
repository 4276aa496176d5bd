import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { writeAccountFigures } from '../../customers/index.ts';
import { readCalendar } from '../calendar.ts';
import { nextRenewal } from '../rules/renewal.ts';
import type { AccountFacts } from '../schema/facts.ts';
import { selectRenewing } from '../store/subscriptions.ts';
import { listAccountFacts } from './list-account-facts.ts';

/** Writes what lists and headers show of these accounts: revenue and its renewal, answers, tickets and usage. */
export async function refreshFigures(workspaceId: string, accountIds: string[]): Promise<void> {
  await inTransaction(async () => {
    const at = now();
    const facts = await listAccountFacts(workspaceId, accountIds, at);
    const calendar = await readCalendar(workspaceId);
    const today = calendar.dayOf(at);
    const renewing = await selectRenewing(workspaceId, accountIds, today);
    const byAccount = Map.groupBy(renewing, ({ accountId }) => accountId);
    await writeAccountFigures(
      workspaceId,
      facts.map((one) => ({
        ...toFigures(one),
        firstPaidOn: one.firstPaidAt && calendar.dayOf(one.firstPaidAt),
        renewsOn: nextRenewal(byAccount.get(one.accountId) ?? [], today),
      })),
    );
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
    activeUsers: facts.activeUsers28,
  };
}

/** The relative change of usage against the 28 days before; null when there is nothing to compare with. */
export function usageTrend({ usage28, usagePrevious28 }: AccountFacts): number | null {
  return usage28 === null || !usagePrevious28 ? null : usage28 / usagePrevious28 - 1;
}
