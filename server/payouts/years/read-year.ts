import { TZDate } from '@date-fns/tz';
import { listAffiliates } from '../../affiliates/index.ts';
import { findFirstMovement, type MovementSum, sumMovements } from '../../commissions/index.ts';
import { dayIn } from '../../core/calendar.ts';
import { notFound } from '../../core/problem.ts';
import { findWorkspace, type Workspace } from '../../workspace/index.ts';
import { findCompany } from '../store/companies.ts';
import { listTaxForms, mapTaxData } from '../store/tax.ts';
import { mapThresholds } from '../store/year-thresholds.ts';
import { totalsOf } from '../view-statement.ts';
import { isReportable, missingTax, type Threshold, usualThreshold } from './rules.ts';
import type { TaxState, YearRow, YearSums } from './schema.ts';

export type KnownYearRow = YearRow & { tax: TaxState };

export interface YearBook {
  workspace: Workspace;
  from: Date;
  to: Date;
  rows: KnownYearRow[];
  thresholdOf(currency: string): Threshold;
}

/** A calendar year of the workspace's time zone, from the ledger; of one affiliate, or of all. */
export async function readYear(workspaceId: string, year: number, affiliateId?: string): Promise<YearBook> {
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  const period = yearIn(workspace.timeZone, year);
  const sums = sumsOf(await sumMovements(workspaceId, { ...period, affiliateId }));
  const affiliateIds = [...new Set(sums.map((row) => row.affiliateId))];
  const names = new Map((await listAffiliates(workspaceId, affiliateIds)).map(({ id, name }) => [id, name]));
  const taxOf = await readTaxStates(workspaceId, affiliateIds);
  const own = await mapThresholds(workspaceId);
  const thresholdOf = (currency: string) => own.get(currency) ?? usualThreshold(currency, year);
  const rows = sums.map((row) => {
    const tax = taxOf(row.affiliateId);
    const paid = { paidMinor: row.paidMinor, country: tax.country };
    return {
      ...row,
      affiliateName: names.get(row.affiliateId) ?? row.affiliateId,
      isReportable: isReportable(thresholdOf(row.currency), paid),
      tax,
    };
  });
  return { workspace, ...period, rows, thresholdOf };
}

/** The calendar year of a moment. */
export function yearAt(timeZone: string, at: Date): number {
  return Number(dayIn(timeZone, at).slice(0, 4));
}

/** A year as people of the time zone know it; `to` is exclusive. */
export function yearIn(timeZone: string, year: number): { from: Date; to: Date } {
  const start = (of: number) => new Date(new TZDate(of, 0, 1, timeZone).getTime());
  return { from: start(year), to: start(year + 1) };
}

/** Who had no movement in the year is left out; the most paid first. */
function sumsOf(movements: MovementSum[]): (YearSums & { affiliateId: string })[] {
  const byAccount = Map.groupBy(movements, ({ affiliateId, currency }) => `${affiliateId} ${currency}`);
  return [...byAccount.values()]
    .flatMap((own) => {
      const [first] = own;
      if (!first || own.every(({ kind }) => kind === 'opening')) return [];
      return [{ affiliateId: first.affiliateId, currency: first.currency, ...yearSums(own) }];
    })
    .sort((a, b) => b.paidMinor - a.paidMinor || a.affiliateId.localeCompare(b.affiliateId));
}

/** Earned, corrected and paid mean here what they mean on a statement. */
export function yearSums(movements: MovementSum[]): Omit<YearSums, 'currency'> {
  const opening = movements.filter(({ kind }) => kind === 'opening');
  const openingMinor = opening.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const moved = movements.flatMap(({ kind, amountMinor }) =>
    kind === 'opening' ? [] : [{ kind, amountMinor }],
  );
  const sums = totalsOf(openingMinor, moved);
  return {
    openingMinor,
    earnedMinor: sums.commissionsMinor,
    correctedMinor: sums.reversalsMinor,
    askedBackMinor: sums.recoveriesMinor,
    paidMinor: sums.payoutsMinor === 0 ? 0 : -sums.payoutsMinor,
    closingMinor: sums.closingMinor,
  };
}

/** What is known for the tax office, and what is missing, by affiliate. */
export async function readTaxStates(
  workspaceId: string,
  affiliateIds: string[],
): Promise<(affiliateId: string) => TaxState> {
  const company = await findCompany(workspaceId);
  const data = await mapTaxData(workspaceId, affiliateIds);
  const forms = Map.groupBy(await listTaxForms(workspaceId, affiliateIds), (form) => form.affiliateId);
  return (affiliateId) => {
    const known = data.get(affiliateId) ?? null;
    const kinds = new Set(forms.get(affiliateId)?.map(({ kind }) => kind));
    return {
      country: known?.country ?? null,
      hasVatId: Boolean(known?.vatId),
      hasTaxNumber: Boolean(known?.taxNumber),
      forms: [...kinds].sort(),
      missing: missingTax(known, kinds, company?.country ?? null),
    };
  };
}

/** Every year since the first movement, the newest first. */
export async function listYears(
  { id, timeZone }: Pick<Workspace, 'id' | 'timeZone'>,
  now: Date,
  affiliateId?: string,
): Promise<number[]> {
  const first = yearAt(timeZone, (await findFirstMovement(id, affiliateId)) ?? now);
  const last = yearAt(timeZone, now);
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, index) => first + index).reverse();
}
