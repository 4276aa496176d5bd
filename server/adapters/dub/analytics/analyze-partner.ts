import { listCommissions } from '../../../commissions/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { type FactFilter, readFacts, sumFacts } from '../../../tracking/index.ts';
import { findWorkspace } from '../../../workspace/index.ts';
import { getPartner } from '../find-partner.ts';
import { sumByLink, sumSteps } from './analyze.ts';
import { periodOf, stepOf } from './period.ts';
import type { PartnerAnalyticsQuery } from './schema.ts';

const ROWS_PER_READ = 1_000;
/** More sales than one partner has in a time that anybody looks at by link. */
const MAX_SALES = 100_000;

type Commission = Awaited<ReturnType<typeof listCommissions>>['data'][number];

/** One partner's clicks, leads and sales, and what they earned by the sales of that time. */
export async function analyzePartner(actor: Actor, config: Config, query: PartnerAnalyticsQuery) {
  authorize(actor, 'commissions.read');
  const { workspaceId } = actor;
  const partner = await getPartner(workspaceId, query);
  const currency = (await findWorkspace(workspaceId))?.currency ?? '';
  const period = periodOf(query, actor.now);
  const { from, to, step } = period;
  const filter: FactFilter = {
    ...{ from, to, currency, affiliateIds: [partner.id], kinds: ['click', 'lead', 'sale'] },
  };
  const commissions = await readCommissions(actor, { affiliateId: partner.id, currency, from, to });
  if (query.groupBy === 'timeseries') {
    const earned = sumBy(commissions, ({ soldAt }) => stepOf(step, soldAt).getTime());
    return (await sumSteps(workspaceId, filter, period)).map(({ start, sums }) => ({
      start: start.toISOString(),
      ...toFigures(sums, earned.get(start.getTime())),
    }));
  }
  if (query.groupBy === 'top_links') {
    const links = await linksOfSales(workspaceId, filter);
    const earned = sumBy(commissions, ({ saleId }) => links.get(saleId ?? ''));
    const rows = await sumByLink(workspaceId, config, filter);
    return rows.map(({ linkId, link, sums }) => ({ ...link, ...toFigures(sums, earned.get(linkId)) }));
  }
  const [sums] = await sumFacts(workspaceId, filter, 'none');
  return toFigures(sums, sumBy(commissions, () => 'all').get('all'));
}

function toFigures(
  sums: { clicks: number; leads: number; sales: number; saleAmountMinor: number } | undefined,
  earnings = 0,
) {
  const { clicks = 0, leads = 0, sales = 0, saleAmountMinor: saleAmount = 0 } = sums ?? {};
  return { clicks, leads, sales, saleAmount, earnings };
}

async function readCommissions(
  actor: Actor,
  wanted: { affiliateId: string; currency: string; from: Date; to: Date },
): Promise<Commission[]> {
  const commissions: Commission[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCommissions(actor, {
      ...wanted,
      ...{ includeNothing: false, limit: ROWS_PER_READ, cursor },
    });
    commissions.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return commissions;
}

function sumBy<Key>(commissions: Commission[], keyOf: (commission: Commission) => Key): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const commission of commissions) {
    const key = keyOf(commission);
    sums.set(key, (sums.get(key) ?? 0) + commission.keptMinor);
  }
  return sums;
}

async function linksOfSales(workspaceId: string, filter: FactFilter) {
  const page = { offset: 0, limit: MAX_SALES, isNewestFirst: true };
  const sales = await readFacts(workspaceId, { ...filter, kinds: ['sale'] }, page);
  return new Map(sales.map(({ id, linkId }) => [id, linkId]));
}
