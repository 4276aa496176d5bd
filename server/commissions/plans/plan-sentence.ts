import { formatMoney } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import type { AlsoReward } from './also-schema.ts';
import { ownReward } from './choose-reward.ts';
import type { MilestoneStep } from './milestone-schema.ts';
import type { NonCashPromise } from './non-cash-schema.ts';
import type { PlanRule, Reward } from './rule-schema.ts';
import { sayConditions } from './say-condition.ts';
import { sayNonCash } from './say-non-cash.ts';
import type { PlanTerms } from './schema.ts';
import type { SuccessTerms } from './success-schema.ts';

const BASIS_POINTS_PER_ONE = 10_000;

type BonusReward = Extract<AlsoReward, { kind: 'bonus' }>;
type RecruitReward = Extract<AlsoReward, { kind: 'recruit' }>;

/** How one plan's terms are said in one language. */
interface Speech {
  locale: string;
  currency: string;
  say(key: string, values?: Record<string, unknown>): string;
  money(amountMinor: number): string;
}

/** The terms as one sentence: what is earned, on which sales, within which bounds, and when it is paid. */
export function planSentence(terms: PlanTerms, locale: string): string {
  const speech = speechOf(terms, locale);
  const { say, money } = speech;
  const parts = [sayRewards(terms, speech)];
  const bounds = { min: terms.minAmountMinor, max: terms.maxAmountMinor };
  const caps = { maxPerCustomer: terms.maxPerCustomerMinor, monthlyBudget: terms.monthlyBudgetMinor };
  for (const [name, amountMinor] of Object.entries({ ...bounds, ...caps }))
    if (amountMinor) parts.push(say(name, { amount: money(amountMinor) }));
  if (terms.payIn === 'plan') parts.push(say('converted', { currency: terms.currency }));
  parts.push(say('hold', { count: terms.holdDays }));
  if (terms.success) parts.push(saySuccess(terms.success, speech));
  if (terms.needsApproval) parts.push(say('approval'));
  for (const reward of terms.also) parts.push(sayAlso(reward, speech));
  return say('sentence', { parts: parts.join(say('joint')) });
}

/** What the plan gives for invited partners, as they who invite read it; null where it gives nothing. */
export function sayRecruitReward(terms: PlanTerms, locale: string): string | null {
  const reward = terms.also.find((also) => also.kind === 'recruit');
  if (!reward) return null;
  const speech = speechOf(terms, locale);
  return speech.say(`recruit.${spanOf(reward)}`, recruitValues(reward, speech));
}

function spanOf({ months }: RecruitReward): 'ever' | 'months' {
  return months === null ? 'ever' : 'months';
}

function recruitValues({ rateBasisPoints, months }: RecruitReward, { locale }: Speech) {
  return { share: percentage(rateBasisPoints, locale), count: months ?? 0 };
}

function saySuccess(success: SuccessTerms, { locale, say }: Speech): string {
  return say('success', {
    share: percentage(success.shareBasisPoints, locale),
    count: success.afterDays,
    conditions: sayConditions(success, locale).join(say('and')),
  });
}

function sayAlso(also: AlsoReward, speech: Speech): string {
  const { say, money } = speech;
  const said = sayAlsoReward(also, speech);
  if (also.kind === 'recruit' || also.kind === 'non_cash') return said;
  const budget = also.monthlyBudgetMinor;
  return budget ? say('also.atMost', { said, budget: money(budget) }) : said;
}

function sayAlsoReward(also: AlsoReward, speech: Speech): string {
  const { say, money } = speech;
  if (also.kind === 'upgrade')
    return say(`also.upgrade.${also.reward.kind}`, { amount: sayAmount(also.reward, speech) });
  if (also.kind === 'bonus') return also.steps.map((step) => sayBonus(also, step, speech)).join(say('joint'));
  if (also.kind === 'recruit') return say(`also.recruit.${spanOf(also)}`, recruitValues(also, speech));
  if (also.kind === 'non_cash') return also.promises.map((one) => sayPromise(one, speech)).join(say('joint'));
  if (also.kind === 'milestone')
    return also.steps.map((step) => sayMilestone(step, speech)).join(say('joint'));
  if (also.kind === 'lead') return say('also.lead', { amount: money(also.amountMinor) });
  return also.perThousandMinor === undefined
    ? say('also.singleClick', { amount: money(also.perClickMinor ?? 0) })
    : say('also.click', { amount: money(also.perThousandMinor) });
}

function sayBonus(
  { by, period }: BonusReward,
  step: BonusReward['steps'][number],
  { say, money }: Speech,
): string {
  const volume = by === 'count' ? { count: step.from } : { revenue: money(step.from) };
  return say(`also.bonus.${by}.${period}`, { amount: money(step.amountMinor), ...volume });
}

function sayPromise({ on, what }: NonCashPromise, { locale, say, currency }: Speech): string {
  return say(`also.nonCash.${on}`, { what: sayNonCash(what, currency, locale) });
}

function sayMilestone(step: MilestoneStep, { say, money }: Speech): string {
  const amount = money(step.amountMinor);
  if (step.at === 'health') return say(`also.milestone.${step.band}`, { amount });
  if (step.at === 'onboarded') return say('also.milestone.onboarded', { amount });
  if (step.at === 'paid') return say('also.milestone.paid', { amount, paid: money(step.paidMinor) });
  return say(`also.milestone.${step.at}`, { amount, count: step.count });
}

function percentage(basisPoints: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / BASIS_POINTS_PER_ONE,
  );
}

function speechOf(terms: PlanTerms, locale: string): Speech {
  const currency = terms.currency ?? 'USD';
  return {
    ...{ locale, currency },
    say: (key, values) => words(locale, `commissions:plan.${key}`, values),
    money: (amountMinor) => formatMoney(amountMinor, currency, locale),
  };
}

/** Each rule with what it asks for; the terms around the rules last, unless a rule asks for nothing. */
function sayRewards(terms: PlanTerms, speech: Speech): string {
  const { say } = speech;
  const open = terms.rules.findIndex((rule) => conditionsOf(rule, speech).length === 0);
  const reached = open < 0 ? terms.rules : terms.rules.slice(0, open + 1);
  const said = reached.map((rule) => {
    const conditions = conditionsOf(rule, speech).join(say('and'));
    const reward = sayRule(rule, speech);
    return conditions ? say('rule', { reward, conditions }) : reward;
  });
  if (open < 0) said.push(sayReward(ownReward(terms), terms, speech));
  const last = said.pop() ?? '';
  return said.length === 0 ? last : say('otherwise', { rules: said.join(say('nextRule')), last });
}

/** A reward with the sales that earn it. */
function sayReward(
  reward: Reward,
  { recurrence, recurrenceMonths }: Pick<PlanRule, 'recurrence' | 'recurrenceMonths'>,
  speech: Speech,
): string {
  if (reward.kind === 'nothing') return speech.say('nothing');
  const values = { reward: sayAmount(reward, speech), count: recurrenceMonths ?? 0 };
  return speech.say(`${reward.kind}.${recurrence}`, values);
}

function sayAmount(reward: Reward, { locale, say, money }: Speech): string {
  if (reward.kind === 'nothing') return say('nothing');
  if (reward.kind === 'flat') return money(reward.flatAmountMinor);
  return percentage(reward.rateBasisPoints, locale);
}

function sayRule(rule: PlanRule, speech: Speech): string {
  const { say, money } = speech;
  const parts = [sayReward(rule.reward, rule, speech)];
  if (rule.later) {
    const reward = sayAmount(rule.later.reward, speech);
    parts.push(say('later', { number: rule.later.afterPayments + 1, reward }));
  }
  for (const { from, reward } of rule.tiers?.steps ?? []) {
    const { by, period } = rule.tiers ?? { by: 'count', period: 'month' };
    const volume = by === 'count' ? from : money(from);
    parts.push(say(`tier.${by}.${period}`, { volume, reward: sayAmount(reward, speech) }));
  }
  return parts.join(say('joint'));
}

function conditionsOf({ when }: PlanRule, { locale, say }: Speech): string[] {
  const anyOf = new Intl.ListFormat(locale, { type: 'disjunction' });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const lists = {
    products: when.products,
    customerPlans: when.customerPlans,
    countries: when.countries.map((code) => countries.of(code) ?? code),
    coupons: when.coupons,
  };
  const conditions = Object.entries(lists)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => say(`if.${name}`, { list: anyOf.format(values) }));
  return when.customer ? [...conditions, say(`if.${when.customer}`)] : conditions;
}
