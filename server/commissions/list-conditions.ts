import { sayCondition } from './plans/say-condition.ts';
import { selectConditionalParts } from './store/conditional-parts.ts';
import { listVersions } from './store/plans.ts';

/** One line of a statement about what waits, or was decided in its period. */
export interface StatementCondition {
  commissionId: string;
  saleExternalId: string;
  state: 'waiting' | 'met' | 'missed';
  amountMinor: number;
  text: string;
}

/** What of an affiliate's commissions waited at the end of the period, and what was earned or lost in it. */
export async function listConditions(
  workspaceId: string,
  which: { affiliateId: string; currency: string; from: Date; to: Date },
  reader: { locale: string; now: Date },
): Promise<StatementCondition[]> {
  const parts = await selectConditionalParts(workspaceId, which);
  if (parts.length === 0) return [];
  const versions = await listVersions(workspaceId, [...new Set(parts.flatMap(({ planId }) => planId ?? []))]);
  return parts.flatMap((part) => {
    const terms = versions.find((row) => row.planId === part.planId && row.version === part.planVersion);
    const text = sayCondition(part, terms?.success, reader);
    const { commissionId, saleExternalId, evaluation, waitingMinor } = part;
    const state = evaluation?.outcome ?? 'waiting';
    const amountMinor = evaluation?.amountMinor ?? waitingMinor;
    return text ? [{ commissionId, saleExternalId, state, amountMinor, text }] : [];
  });
}
