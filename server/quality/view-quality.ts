import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { listMonthsOfSales } from '../commissions/index.ts';
import { type Actor, authorize } from '../core/actor.ts';
import { notFound } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { listAccountSummaries } from '../customers/index.ts';
import { kaplanMeier } from '../success/index.ts';
import { listReferredCustomers } from '../tracking/index.ts';
import { gatherFacts, type ProgramFacts } from './gather-facts.ts';
import { judgeAffiliate, judgeProgram, type ProgramMean, sumsOf } from './judge-affiliates.ts';
import { readRetention } from './read-retention.ts';
import { type BroughtCustomer, judgedSums, returnInterval, returnOn, verdictOf, watch } from './rules.ts';
import type { QualityDetail } from './schema.ts';

const LISTED_CUSTOMERS = 100;

/** One affiliate opened into every input, curve and customer. @throws Problem 404 */
export async function viewQuality(actor: Actor, affiliateId: string): Promise<QualityDetail> {
  authorize(actor, 'quality.read');
  const { workspaceId, now: asOf, locale } = actor;
  const facts = await gatherFacts(workspaceId, asOf);
  const affiliate = facts.affiliates.find(({ id }) => id === affiliateId);
  if (!affiliate) throw notFound('affiliate');
  const mean = judgeProgram(facts, asOf);
  const figures = judgeAffiliate(facts, affiliateId, mean, asOf);
  const customers = facts.customers.get(affiliateId) ?? [];
  const code = verdictOf(figures.customers, figures.returnRatio, mean.figures.returnRatio);
  const { currency, grossMargin, isMarginAssumed } = facts;
  return {
    ...{ affiliateId, name: affiliate.name, status: affiliate.status, ...figures },
    ...{ currency, grossMargin, isMarginAssumed, asOf, program: mean.figures },
    verdict: { code, text: words(locale, `quality:verdict.${code}`) },
    ...openReturn(facts, customers, figures.commissionMinor, mean, locale),
    retention: {
      affiliate: readRetention(kaplanMeier(watch(customers, asOf))),
      program: readRetention(kaplanMeier(watch([...facts.customers.values()].flat(), asOf))),
    },
    months: await listMonths(workspaceId, affiliateId, facts),
    customerList: await listCustomers(workspaceId, customers),
    otherCurrencies: otherCurrencies(facts, affiliateId),
  };
}

/** The return with everything that it is made of, and how sure it is. */
function openReturn(
  facts: ProgramFacts,
  customers: BroughtCustomer[],
  commissionMinor: number,
  mean: ProgramMean,
  locale: string,
): Pick<QualityDetail, 'inputs' | 'returnToDate' | 'returnInterval'> {
  const { grossMargin } = facts;
  const sums = sumsOf(customers, commissionMinor, grossMargin);
  const judged = judgedSums(sums, mean.customer);
  const input = (name: QualityDetail['inputs'][number]['input'], amountMinor: number) => ({
    input: name,
    amountMinor,
    text: words(locale, `quality:input.${name}`, { margin: Math.round(grossMargin * 100) }),
  });
  return {
    inputs: [
      input('realized_margin', sums.realizedMarginMinor),
      input('expected_margin', sums.expectedMarginMinor),
      input('retention_cost', -sums.crcMinor),
      input('commission', -commissionMinor),
      input('future_commission', -sums.futureMinor),
      input('own_value', sums.valueMinor),
      input('own_cost', -sums.costMinor),
      input('judged_value', judged.valueMinor),
      input('judged_cost', -judged.costMinor),
    ],
    returnToDate: returnOn(sums.realizedMarginMinor - sums.crcMinor, commissionMinor),
    returnInterval: mean.customer && returnInterval(customers, sums.costMinor, mean.customer, grossMargin),
  };
}

/** Customers won, sales and commission by month of the workspace's time zone. */
async function listMonths(
  workspaceId: string,
  affiliateId: string,
  { currency, timeZone }: ProgramFacts,
): Promise<QualityDetail['months']> {
  const months = new Map<string, QualityDetail['months'][number]>();
  for (const row of await listMonthsOfSales(workspaceId, { affiliateId, currency, timeZone })) {
    months.set(row.month, { ...row, customers: 0 });
  }
  for (const { attributedAt } of await listReferredCustomers(workspaceId, [affiliateId])) {
    const month = format(new TZDate(attributedAt.getTime(), timeZone), 'yyyy-MM');
    const known = months.get(month) ?? {
      month,
      customers: 0,
      saleCount: 0,
      soldMinor: 0,
      commissionMinor: 0,
    };
    months.set(month, { ...known, customers: known.customers + 1 });
  }
  return [...months.values()].sort((one, other) => one.month.localeCompare(other.month));
}

async function listCustomers(
  workspaceId: string,
  customers: BroughtCustomer[],
): Promise<QualityDetail['customerList']> {
  const listed = customers.toSorted((a, b) => b.revenueMinor - a.revenueMinor).slice(0, LISTED_CUSTOMERS);
  const accountIds = listed.flatMap(({ accountId }) => accountId ?? []);
  const names = new Map(
    (await listAccountSummaries(workspaceId, accountIds)).map((account) => [account.id, account.name]),
  );
  return listed.map(({ affiliateId: _affiliateId, crcMinor: _crcMinor, ...customer }) => ({
    ...customer,
    accountName: customer.accountId ? (names.get(customer.accountId) ?? null) : null,
  }));
}

function otherCurrencies(facts: ProgramFacts, affiliateId: string): QualityDetail['otherCurrencies'] {
  const sums = new Map<string, { currency: string; revenueMinor: number; commissionMinor: number }>();
  const of = (currency: string) => {
    const sum = sums.get(currency) ?? { currency, revenueMinor: 0, commissionMinor: 0 };
    sums.set(currency, sum);
    return sum;
  };
  for (const sale of facts.sales.get(affiliateId) ?? []) of(sale.currency).revenueMinor += sale.revenueMinor;
  for (const row of facts.commissions.get(affiliateId) ?? [])
    of(row.currency).commissionMinor += row.keptMinor;
  sums.delete(facts.currency);
  return [...sums.values()].sort((one, other) => one.currency.localeCompare(other.currency));
}
