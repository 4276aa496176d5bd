import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { listMonthsOfSales } from '../commissions/index.ts';
import { type Actor, authorize } from '../core/actor.ts';
import { notFound } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { filterReachable, listAccountSummaries } from '../customers/index.ts';
import { kaplanMeier } from '../success/index.ts';
import { listReferredCustomers } from '../tracking/index.ts';
import { gatherFacts, type ProgramFacts } from './gather-facts.ts';
import { type JudgedGroup, judgeAffiliate, judgeProgram } from './judge-affiliates.ts';
import { judgementOf } from './list-quality.ts';
import { readRetention } from './read-retention.ts';
import { PRIOR_CUSTOMERS, returnOn } from './rules/returns.ts';
import { monthsAhead, worthOf, YEARLY_DISCOUNT } from './rules/worth.ts';
import type { QualityDetail } from './schema.ts';

const LISTED_CUSTOMERS = 100;

/** One affiliate opened into every input, curve and customer. @throws Problem 404 */
export async function viewQuality(actor: Actor, affiliateId: string): Promise<QualityDetail> {
  authorize(actor, 'quality.read');
  const { workspaceId, locale } = actor;
  const facts = await gatherFacts(workspaceId, actor.now);
  const affiliate = facts.affiliates.find(({ id }) => id === affiliateId);
  if (!affiliate) throw notFound('affiliate');
  const program = judgeProgram(facts);
  const group = judgeAffiliate(facts, affiliateId, program);
  const { currency, grossMargin, isMarginAssumed, asOf } = facts;
  const { worth } = group;
  return {
    ...{ affiliateId, name: affiliate.name, status: affiliate.status, ...group.figures },
    ...judgementOf(group, program, locale),
    ...{ currency, grossMargin, isMarginAssumed, asOf, program: program.figures },
    inputs: listInputs(group, program, locale),
    returnToDate: returnOn(
      worth.saleMarginMinor - worth.refundedMinor - worth.crcMinor,
      worth.commissionMinor + worth.discountMinor,
    ),
    retention: {
      affiliate: readRetention(kaplanMeier(group.watched)),
      program: readRetention(kaplanMeier(program.watched)),
    },
    months: await listMonths(workspaceId, affiliateId, facts),
    customerList: await listCustomers(actor, group),
    otherCurrencies: otherCurrencies(facts, affiliateId),
  };
}

/** Everything that the return is made of, in the order in which it is added up. */
function listInputs(group: JudgedGroup, program: JudgedGroup, locale: string): QualityDetail['inputs'] {
  const { worth, outlook, figures } = group;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const values = {
    margin: percent.format(outlook.grossMargin),
    churn: percent.format(outlook.monthlyChurn),
    refunds: percent.format(outlook.refundShare),
    discount: percent.format(YEARLY_DISCOUNT),
    months: number.format(monthsAhead(outlook.monthlyChurn)),
    customers: figures.customers,
    prior: PRIOR_CUSTOMERS,
    programReturn: program.figures.returnRatio === null ? '–' : number.format(program.figures.returnRatio),
  };
  const input = (name: QualityDetail['inputs'][number]['input'], amountMinor: number) => ({
    input: name,
    amountMinor,
    text: words(locale, `assessments:input.${name}`, values),
  });
  return [
    input('sale_margin', worth.saleMarginMinor),
    input('refunds', -worth.refundedMinor),
    input('margin_ahead', worth.marginAheadMinor),
    input('retention_cost', -worth.crcMinor),
    input('retention_cost_ahead', -worth.crcAheadMinor),
    input('own_value', worth.valueMinor),
    input('commission', -worth.commissionMinor),
    input('commission_ahead', -worth.commissionAheadMinor),
    input('discounts', -worth.discountMinor),
    input('own_commission', -worth.costMinor),
    input('value_per_customer', figures.valuePerCustomerMinor ?? 0),
    input('commission_per_customer', -(figures.commissionPerCustomerMinor ?? 0)),
  ];
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

/** Those that the reader reaches; the affiliate's sums are of all. */
async function listCustomers(
  actor: Actor,
  { customers, outlook }: JudgedGroup,
): Promise<QualityDetail['customerList']> {
  const { workspaceId } = actor;
  const reached = await filterReachable(
    actor,
    customers.flatMap(({ accountId }) => accountId ?? []),
  );
  const listed = customers
    .filter(({ accountId }) => !actor.rows || reached.has(accountId ?? ''))
    .map((customer) => ({ ...customer, revenueMinor: customer.soldMinor - customer.refundedMinor }))
    .sort((a, b) => b.revenueMinor - a.revenueMinor)
    .slice(0, LISTED_CUSTOMERS);
  const accountIds = listed.flatMap(({ accountId }) => accountId ?? []);
  const names = new Map(
    (await listAccountSummaries(workspaceId, accountIds)).map((account) => [account.id, account.name]),
  );
  return listed.map((customer) => {
    const { customerId, accountId, attributedAt, firstPaidAt, churnedAt, revenueMinor, mrrMinor } = customer;
    const { valueMinor, costMinor } = worthOf(customer, outlook);
    return {
      ...{ customerId, accountId, attributedAt, firstPaidAt, churnedAt, revenueMinor, mrrMinor },
      accountName: accountId ? (names.get(accountId) ?? null) : null,
      valueMinor: Math.round(valueMinor),
      commissionMinor: Math.round(costMinor),
    };
  });
}

function otherCurrencies(facts: ProgramFacts, affiliateId: string): QualityDetail['otherCurrencies'] {
  const sums = new Map<string, { currency: string; revenueMinor: number; commissionMinor: number }>();
  const of = (currency: string) => {
    const sum = sums.get(currency) ?? { currency, revenueMinor: 0, commissionMinor: 0 };
    sums.set(currency, sum);
    return sum;
  };
  for (const sale of facts.sales.get(affiliateId) ?? []) {
    of(sale.currency).revenueMinor += sale.soldMinor - sale.refundedMinor;
  }
  for (const row of facts.commissions.get(affiliateId) ?? [])
    of(row.currency).commissionMinor += row.keptMinor;
  sums.delete(facts.currency);
  return [...sums.values()].sort((one, other) => one.currency.localeCompare(other.currency));
}
