import { findAffiliate } from '../affiliates/index.ts';
import type { Actor } from '../core/actor.ts';
import { formatMoney } from '../core/money.ts';
import { notFound } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { codeOf, sayAward } from './awards/say-award.ts';
import { planSentence } from './plans/plan-sentence.ts';
import { saleOf } from './plans/replay-sale.ts';
import { sayCondition } from './plans/say-condition.ts';
import type { PlanTerms } from './plans/schema.ts';
import { sayConversion } from './rates/say-conversion.ts';
import { earn } from './rules.ts';
import { type CommissionDetail, isOfSale, type OfSale } from './schema.ts';
import { findApproval } from './store/approvals.ts';
import { type CommissionRow, findCommission, listLines, sumRefunds } from './store/commissions.ts';
import { findEvaluation } from './store/evaluations.ts';
import { findVersion } from './store/plans.ts';
import { findEarlierAmount } from './store/redecisions.ts';

/** Opens a commission into what it rests on: the sale, the plan's version, the decision, the lines. @throws 404 */
export async function explainCommission(actor: Actor, id: string): Promise<CommissionDetail> {
  const { workspaceId, locale } = actor;
  const row = await findCommission(workspaceId, id, actor.now);
  if (!row) throw notFound('commission');
  const [affiliate, terms, approval, lines, refundedMinor, evaluation, earlier] = await Promise.all([
    findAffiliate(workspaceId, row.affiliateId),
    row.planId && row.planVersion ? findVersion(workspaceId, row.planId, row.planVersion) : null,
    findApproval(workspaceId, id),
    listLines(workspaceId, id),
    row.saleId ? sumRefunds(workspaceId, row.saleId) : 0,
    findEvaluation(workspaceId, id),
    findEarlierAmount(workspaceId, id),
  ]);
  const condition = sayCondition({ ...row, evaluation }, terms?.success, actor);
  return {
    ...row,
    affiliateName: affiliate?.name ?? row.affiliateId,
    explanation: explain(row, {
      terms,
      condition,
      locale,
      refundedMinor,
      earlier,
      decidedByName: approval?.decidedByName ?? null,
    }),
    planSentence: terms && planSentence(terms, locale),
    refundedMinor,
    approval,
    lines: lines.map((line) => {
      const what = words(locale, `commissions:line.${line.kind}`);
      const isWaiting = line.account === 'affiliate_waiting';
      return { ...line, text: isWaiting ? words(locale, 'commissions:waitingLine', { what }) : what };
    }),
  };
}

interface Circumstances {
  condition: string | null;
  terms: PlanTerms | null;
  locale: string;
  refundedMinor: number;
  /** Before it was decided anew. */
  earlier: { amountMinor: number; currency: string } | null;
  decidedByName: string | null;
}

/** The sentences that lead from the sale to the state, in order. */
function explain(row: CommissionRow, circumstances: Circumstances): Sentence[] {
  const { locale, decidedByName } = circumstances;
  const sentences = isOfSale(row) ? explainSale(row, circumstances) : explainAward(row, locale);
  if (row.nothingBecause) return sentences;
  const state = {
    date: sayDate(row.releaseAt, locale),
    name: decidedByName,
    since: row.heldSince && sayDate(row.heldSince, locale),
  };
  const isSaid = ['refunded', 'taken_back', 'waiting', 'lost'].includes(row.state);
  return isSaid ? sentences : [...sentences, speaker(locale)(`state.${row.state}`, state)];
}

type Sentence = CommissionDetail['explanation'][number];

function speaker(locale: string) {
  return (name: string, values: Record<string, unknown> = {}): Sentence => {
    const code = `commissions:explain.${name}`;
    return { code, values, text: words(locale, code, values) };
  };
}

function sayDate(at: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

/** What was granted, for what, and what of it was taken back. */
function explainAward(row: CommissionRow, locale: string): Sentence[] {
  const { kind, reason, currency, amountMinor, keptMinor, state, planVersion: version } = row;
  if (kind === 'sale' || !reason) return [];
  const sentence = speaker(locale);
  const text = sayAward({ kind, reason, currency }, locale);
  const amount = formatMoney(amountMinor, currency, locale);
  const isChanged = keptMinor !== amountMinor && state !== 'declined';
  return [
    { code: codeOf({ kind, reason }), values: reason.values, text: `${text}.` },
    sentence(version ? 'granted' : 'given', { amount, date: sayDate(row.soldAt, locale), version }),
    ...(isChanged ? [sentence('takenBack', { kept: formatMoney(keptMinor, currency, locale) })] : []),
  ];
}

function explainSale(row: CommissionRow & OfSale, circumstances: Circumstances): Sentence[] {
  const { terms, condition, locale, refundedMinor, earlier } = circumstances;
  const sentence = speaker(locale);
  const sentences = [
    sentence('sale', {
      sale: row.saleExternalId,
      amount: formatMoney(row.saleAmountMinor, row.saleCurrency, locale),
      date: sayDate(row.soldAt, locale),
    }),
  ];
  const share = shareIn(row, locale);
  if (share) sentences.push(sentence(share.part, share.values));
  const conversion = sayConversion(row.facts.conversion, locale);
  if (conversion) sentences.push(sentence('converted', { text: conversion }));
  if (terms)
    sentences.push(...choiceOf(row, terms, locale).map(({ name, values }) => sentence(name, values)));
  if (earlier)
    sentences.push(
      sentence('redecided', { amount: formatMoney(earlier.amountMinor, earlier.currency, locale) }),
    );
  if (row.nothingBecause) {
    const currencies = { from: row.saleCurrency, to: row.currency };
    return [...sentences, sentence(`nothing.${row.nothingBecause}`, currencies)];
  }
  sentences.push(
    sentence('earned', {
      amount: formatMoney(row.amountMinor, row.currency, locale),
      version: row.planVersion,
    }),
  );
  if (refundedMinor > 0) {
    sentences.push(
      sentence('refunded', {
        refunded: formatMoney(refundedMinor, row.saleCurrency, locale),
        kept: formatMoney(row.keptMinor + row.waitingMinor, row.currency, locale),
      }),
    );
  }
  if (condition) sentences.push(sentence('condition', { text: condition }));
  return sentences;
}

/** Where several share the sale: for what the affiliate has a share of it, and how much; null where nobody else does. */
export function shareIn(
  row: CommissionRow,
  locale: string,
): { part: 'won' | 'helped'; values: { share: string } } | null {
  if (!isOfSale(row) || (row.shareNumber === 1 && row.creditedMinor === row.saleAmountMinor)) return null;
  const share = formatMoney(row.creditedMinor, row.saleCurrency, locale);
  return { part: row.shareNumber === 1 ? 'won' : 'helped', values: { share } };
}

/** How the plan's rules led to the amount: the rule that fits, the step, the payment, the cap. */
function choiceOf(row: CommissionRow & OfSale, terms: PlanTerms, locale: string) {
  if (terms.rules.length === 0 && !row.history) return [];
  const { choice, cappedBy } = earn(saleOf(row), terms, row);
  const sentences: { name: string; values: Record<string, unknown> }[] = [];
  const money = (amountMinor: number | null) => formatMoney(amountMinor ?? 0, row.currency, locale);
  if (terms.rules.length > 0)
    sentences.push(
      choice?.rule ? { name: 'rule', values: { rule: choice.rule } } : { name: 'noRule', values: {} },
    );
  if (choice?.isLater)
    sentences.push({ name: 'later', values: { number: (row.history?.paymentCount ?? 0) + 1 } });
  if (choice?.rule && choice.tierFrom) {
    const isRevenue = terms.rules[choice.rule - 1]?.tiers?.by === 'revenue';
    const volume = isRevenue ? money(choice.tierFrom) : choice.tierFrom;
    sentences.push({ name: 'tier', values: { volume } });
  }
  if (cappedBy) {
    const limit = cappedBy === 'customer_cap' ? terms.maxPerCustomerMinor : terms.monthlyBudgetMinor;
    sentences.push({ name: `capped.${cappedBy}`, values: { amount: money(limit) } });
  }
  return sentences;
}
