import { type Actor, authorize } from '../core/actor.ts';
import { decodeCursor, toPage } from '../core/page.ts';
import { words } from '../core/words.ts';
import { gatherFacts } from './gather-facts.ts';
import { judgeAffiliate, judgeProgram } from './judge-affiliates.ts';
import { verdictOf } from './rules.ts';
import type { AffiliateQuality, QualityPage, QualityQuery } from './schema.ts';

/** Every affiliate's figures against the program's, sorted; what is not known comes last either way. */
export async function listQuality(actor: Actor, query: QualityQuery): Promise<QualityPage> {
  authorize(actor, 'quality.read');
  const asOf = actor.now;
  const facts = await gatherFacts(actor.workspaceId, asOf);
  const mean = judgeProgram(facts, asOf);
  const rows = facts.affiliates
    .filter((affiliate) => !query.status || affiliate.status === query.status)
    .map(({ id, name, status }) => {
      const figures = judgeAffiliate(facts, id, mean, asOf);
      const code = verdictOf(figures.customers, figures.returnRatio, mean.figures.returnRatio);
      const text = words(actor.locale, `quality:verdict.${code}`);
      return { affiliateId: id, name, status, ...figures, verdict: { code, text } };
    })
    .filter((row) => query.isJudged === undefined || query.isJudged === (row.verdict.code !== 'too_few'))
    .sort(comparing(query));
  // The figures are made anew at every look, so a page starts where its place in the order is.
  const start = Number(decodeCursor(query.cursor)?.value ?? 0);
  const page = toPage(rows.slice(start, start + query.limit + 1), query.limit, (row) => ({
    value: start + query.limit,
    id: row.affiliateId,
  }));
  const { currency, grossMargin, isMarginAssumed } = facts;
  return { ...page, program: mean.figures, currency, grossMargin, isMarginAssumed, asOf };
}

function comparing({ sort, order }: QualityQuery) {
  const sign = order === 'asc' ? 1 : -1;
  return (one: AffiliateQuality, other: AffiliateQuality): number => {
    const [a, b] = [one[sort], other[sort]];
    if (a === b) return one.affiliateId.localeCompare(other.affiliateId);
    if (a === null) return 1;
    if (b === null) return -1;
    if (typeof a === 'string' || typeof b === 'string') return sign * String(a).localeCompare(String(b));
    return sign * (a - b);
  };
}
