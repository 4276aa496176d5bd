import { findAffiliate } from '../affiliates/index.ts';
import type { Actor } from '../core/actor.ts';
import { formatMoney } from '../core/money.ts';
import { notFound } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { planSentence } from './plans/plan-sentence.ts';
import type { CommissionDetail } from './schema.ts';
import { findApproval } from './store/approvals.ts';
import { type CommissionRow, findCommission, listLines, sumRefunds } from './store/commissions.ts';
import { findVersion } from './store/plans.ts';

/** Opens a commission into what it rests on: the sale, the plan's version, the decision, the lines. @throws 404 */
export async function explainCommission(actor: Actor, id: string): Promise<CommissionDetail> {
  const { workspaceId, locale } = actor;
  const row = await findCommission(workspaceId, id, actor.now);
  if (!row) throw notFound('commission');
  const [affiliate, terms, approval, lines, refundedMinor] = await Promise.all([
    findAffiliate(workspaceId, row.affiliateId),
    row.planId && row.planVersion ? findVersion(workspaceId, row.planId, row.planVersion) : null,
    findApproval(workspaceId, id),
    listLines(workspaceId, id),
    sumRefunds(workspaceId, row.saleId),
  ]);
  return {
    ...row,
    affiliateName: affiliate?.name ?? row.affiliateId,
    explanation: explain(row, { locale, refundedMinor, decidedByName: approval?.decidedByName ?? null }),
    planSentence: terms && planSentence(terms, locale),
    refundedMinor,
    approval,
    lines: lines.map((line) => ({ ...line, text: words(locale, `commissions:line.${line.kind}`) })),
  };
}

interface Circumstances {
  locale: string;
  refundedMinor: number;
  decidedByName: string | null;
}

/** The sentences that lead from the sale to the state, in order. */
function explain(row: CommissionRow, { locale, refundedMinor, decidedByName }: Circumstances) {
  const date = (at: Date) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
  const sentence = (name: string, values: Record<string, unknown> = {}) => {
    const code = `commissions:explain.${name}`;
    return { code, values, text: words(locale, code, values) };
  };
  const sentences = [
    sentence('sale', {
      sale: row.saleExternalId,
      amount: formatMoney(row.saleAmountMinor, row.saleCurrency, locale),
      date: date(row.soldAt),
    }),
  ];
  if (row.nothingBecause) return [...sentences, sentence(`nothing.${row.nothingBecause}`)];
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
        kept: formatMoney(row.keptMinor, row.currency, locale),
      }),
    );
  }
  const state = { date: date(row.releaseAt), name: decidedByName };
  if (row.state !== 'refunded') sentences.push(sentence(`state.${row.state}`, state));
  return sentences;
}
