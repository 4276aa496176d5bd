import { getOwnAffiliate, listAffiliates } from '../affiliates/index.ts';
import type { Actor } from '../core/actor.ts';
import { authorize } from '../core/actor.ts';
import { formatMoney } from '../core/money.ts';
import { words } from '../core/words.ts';
import { sayAward } from './awards/say-award.ts';
import { shareIn } from './explain-commission.ts';
import { sayHolds } from './hold-commissions.ts';
import { sayCondition } from './plans/say-condition.ts';
import { sayConversion } from './rates/say-conversion.ts';
import type { Balance, CommissionListQuery, PortalCommission } from './schema.ts';
import { listBalances } from './store/balances.ts';
import { type CommissionRow, pageOfCommissions } from './store/commissions.ts';
import { mapEvaluations } from './store/evaluations.ts';
import { listVersions } from './store/plans.ts';

/** A page of commissions with their affiliates' names. */
export async function listCommissions(actor: Actor, query: CommissionListQuery) {
  authorize(actor, 'commissions.read');
  const page = await pageOfCommissions(actor.workspaceId, query, actor.now);
  return { ...page, data: await withNames(actor.workspaceId, page.data) };
}

/** The balances of one affiliate or of all, per currency. */
export async function viewBalances(actor: Actor, affiliateId?: string): Promise<Balance[]> {
  authorize(actor, 'commissions.read');
  const ids = affiliateId ? [affiliateId] : null;
  return withNames(actor.workspaceId, await listBalances(actor.workspaceId, ids, actor.now));
}

/** The rows with the names of their affiliates. */
export async function withNames<Row extends { affiliateId: string }>(workspaceId: string, rows: Row[]) {
  const ids = [...new Set(rows.map((row) => row.affiliateId))];
  const names = new Map((await listAffiliates(workspaceId, ids)).map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, affiliateName: names.get(row.affiliateId) ?? row.affiliateId }));
}

/** The signed-in affiliate's own commissions and balances. @throws Problem 403 for staff. */
export async function viewOwnCommissions(actor: Actor, query: { limit: number; cursor?: string }) {
  const { id: affiliateId } = await getOwnAffiliate(actor);
  const page = await pageOfCommissions(
    actor.workspaceId,
    { ...query, affiliateId, includeNothing: true },
    actor.now,
  );
  const balances = await listBalances(actor.workspaceId, [affiliateId], actor.now);
  return { ...page, data: await withConditions(actor, page.data), balances };
}

async function withConditions(actor: Actor, rows: CommissionRow[]): Promise<PortalCommission[]> {
  const { workspaceId } = actor;
  const conditional = rows.filter(({ evaluateAt }) => evaluateAt !== null);
  const planIds = [...new Set(conditional.flatMap(({ planId }) => planId ?? []))];
  const versions = planIds.length > 0 ? await listVersions(workspaceId, planIds) : [];
  const evaluations = await mapEvaluations(
    workspaceId,
    conditional.map(({ id }) => id),
  );
  const reviews = await sayHolds(
    workspaceId,
    rows.map(({ id }) => id),
    actor.locale,
  );
  return rows.map((row) => {
    const terms = versions.find(
      ({ planId, version }) => planId === row.planId && version === row.planVersion,
    );
    const evaluation = evaluations.get(row.id) ?? null;
    const condition = sayCondition({ ...row, evaluation }, terms?.success, actor);
    const conversion = sayRate(row, actor.locale);
    const what = sayWhat(row, actor.locale);
    const share = shareIn(row, actor.locale);
    return {
      ...{ ...row, what, condition, conversion, review: reviews.get(row.id) ?? null },
      lost: sayLost(row, actor.locale),
      share: share && words(actor.locale, `commissions:share.${share.part}`, share.values),
    };
  });
}

/** What it is for: the sale, or what an award was granted for. */
function sayWhat({ kind, reason, currency, saleExternalId }: CommissionRow, locale: string): string {
  if (kind !== 'sale' && reason) return sayAward({ kind, reason, currency }, locale);
  return words(locale, 'commissions:ofSale', { sale: saleExternalId });
}

/** Why it earns nothing, or what a refund has left of it; what a condition has left is said with the condition. */
function sayLost(row: CommissionRow, locale: string): string | null {
  const { nothingBecause, state, evaluateAt, keptMinor, amountMinor, currency } = row;
  if (state === 'nothing' && nothingBecause)
    return words(locale, `commissions:explain.nothing.${nothingBecause}`);
  if (state === 'declined' || state === 'moved' || keptMinor >= amountMinor) return null;
  if (evaluateAt !== null && state !== 'refunded') return null;
  return words(locale, 'commissions:left', {
    kept: formatMoney(keptMinor, currency, locale),
    amount: formatMoney(amountMinor, currency, locale),
  });
}

function sayRate(row: CommissionRow, locale: string): string | null {
  if (row.state !== 'awaiting_rate') return sayConversion(row.facts.conversion, locale);
  return words(locale, 'commissions:explain.nothing.no_rate', { from: row.saleCurrency, to: row.currency });
}
