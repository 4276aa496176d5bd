import type { Actor } from '../../core/actor.ts';
import { decodeCursor } from '../../core/page.ts';
import { listAccountSummaries } from '../../customers/index.ts';
import { viewAccount } from '../ranking/view-ranking.ts';
import type { AccountAtRisk } from '../schema/ranking.ts';
import type { Reason } from '../schema/reason.ts';
import { type AtRiskRow, selectAtRiskPage } from '../store/at-risk.ts';
import { sayCap, weakestReasons } from './view-contributions.ts';

/** Customers in poor health, the most monthly revenue at risk first, with what pulls them down. */
export async function pageOfAccountsAtRisk(actor: Actor, query: { limit: number; cursor?: string }) {
  const { workspaceId, locale } = actor;
  const page = await selectAtRiskPage(actor, query.limit, decodeCursor(query.cursor));
  const summaries = await listAccountSummaries(
    workspaceId,
    page.data.map(({ accountId }) => accountId),
  );
  const data = page.data.flatMap((row): AccountAtRisk[] => {
    const summary = summaries.find(({ id }) => id === row.accountId);
    if (!summary) return [];
    const { score, band, churnRisk, mrrAtRiskMinor, refreshedAt } = row;
    return [
      {
        account: viewAccount(summary, row),
        health: { score, band },
        churnRisk,
        isValidated: false,
        mrrAtRiskMinor,
        reasons: reasonsOf(row, locale),
        refreshedAt,
      },
    ];
  });
  return { data, nextCursor: page.nextCursor };
}

function reasonsOf({ cappedBy, cap, contributions }: AtRiskRow, locale: string): Reason[] {
  const weakest = weakestReasons(contributions, locale);
  return cappedBy && cap !== null ? [sayCap(locale, cappedBy, cap), ...weakest] : weakest;
}
