import { getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize, isAllowed } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import { audit } from '../../workspace/index.ts';
import { mapThresholds, upsertThreshold } from '../store/year-thresholds.ts';
import { listYears, readTaxStates, readYear, type YearBook } from './read-year.ts';
import type { Threshold } from './rules.ts';
import type { OwnYear, YearQuery, YearSummary, YearSums } from './schema.ts';

/** What every affiliate earned and was paid in a year, by currency. Tax data only for who may read them. */
export async function viewYear(actor: Actor, year: number, query: YearQuery): Promise<YearSummary> {
  authorize(actor, 'payouts.read');
  const book = await readYear(actor.workspaceId, year);
  const shown = book.rows.filter(
    (row) =>
      (!query.currency || row.currency === query.currency) &&
      (query.isReportable === undefined || row.isReportable === query.isReportable),
  );
  // The ledger is summed anew at every look, so a page starts where its place in the order is.
  const start = Number(decodeCursor(query.cursor)?.value ?? 0);
  const rows = shown.slice(start, start + query.limit + 1);
  const page = toPage(rows, query.limit, (row) => ({ value: start + query.limit, id: row.affiliateId }));
  const seesTax = isAllowed(actor, 'tax.read');
  return {
    ...page,
    data: page.data.map((row) => ({ ...row, tax: seesTax ? row.tax : null })),
    year,
    years: await listYears(book.workspace, actor.now),
    from: book.from,
    to: book.to,
    totals: totalsOf(book),
  };
}

function totalsOf({ rows, thresholdOf }: YearBook): YearSummary['totals'] {
  return [...Map.groupBy(rows, ({ currency }) => currency)]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([currency, own]) => {
      const sum = (name: Exclude<keyof YearSums, 'currency'>) =>
        own.reduce((total, row) => total + row[name], 0);
      const threshold = thresholdOf(currency);
      return {
        currency,
        openingMinor: sum('openingMinor'),
        earnedMinor: sum('earnedMinor'),
        correctedMinor: sum('correctedMinor'),
        askedBackMinor: sum('askedBackMinor'),
        paidMinor: sum('paidMinor'),
        closingMinor: sum('closingMinor'),
        affiliateCount: own.length,
        reportableCount: own.filter((row) => row.isReportable).length,
        thresholdMinor: threshold.amountMinor,
        thresholdCountry: threshold.country,
      };
    });
}

/** The signed-in affiliate's own year. */
export async function viewOwnYear(actor: Actor, year: number): Promise<OwnYear> {
  const affiliate = await getOwnAffiliate(actor);
  const { rows, workspace } = await readYear(actor.workspaceId, year, affiliate.id);
  const taxOf = await readTaxStates(actor.workspaceId, [affiliate.id]);
  return {
    year,
    years: await listYears(workspace, actor.now, affiliate.id),
    sums: rows,
    missing: taxOf(affiliate.id).missing,
  };
}

/** From which amount paid in a year affiliates are marked, in this currency. */
export async function changeThreshold(actor: Actor, currency: string, after: Threshold) {
  authorize(actor, 'tax.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const before = (await mapThresholds(workspaceId)).get(currency) ?? null;
    await upsertThreshold(workspaceId, currency, after, actor.now);
    const object = { objectType: 'year_threshold', objectId: currency };
    await audit(actor, { action: 'year_threshold.changed', ...object, before, after });
    return { currency, ...after };
  });
}
