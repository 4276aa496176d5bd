import { type Actor, authorize } from '../core/actor.ts';
import { decodeCursor, toPage } from '../core/page.ts';
import { words } from '../core/words.ts';
import { gatherFacts } from './gather-facts.ts';
import { intervalOf, type JudgedGroup, judgeAffiliate, judgeProgram } from './judge-affiliates.ts';
import { MIN_JUDGED_CUSTOMERS, verdictOf } from './rules/returns.ts';
import type { AffiliateQuality, QualityPage, QualityQuery } from './schema.ts';

/** Every affiliate's figures against the program's, sorted; what is not known comes last either way. */
export async function listQuality(actor: Actor, query: QualityQuery): Promise<QualityPage> {
  authorize(actor, 'quality.read');
  const facts = await gatherFacts(actor.workspaceId, actor.now);
  const program = judgeProgram(facts);
  const groups = new Map(facts.affiliates.map(({ id }) => [id, judgeAffiliate(facts, id, program)]));
  const rows = facts.affiliates
    .filter((affiliate) => !query.status || affiliate.status === query.status)
    .flatMap(({ id, name, status }) => {
      const group = groups.get(id);
      return group ? [{ affiliateId: id, name, status, ...group.figures }] : [];
    })
    .filter((row) => query.isJudged === undefined || query.isJudged === row.customers >= MIN_JUDGED_CUSTOMERS)
    .sort(comparing(query));
  // The figures are made anew at every look, so a page starts where its place in the order is.
  const start = Number(decodeCursor(query.cursor)?.value ?? 0);
  const page = toPage(rows.slice(start, start + query.limit + 1), query.limit, (row) => ({
    value: start + query.limit,
    id: row.affiliateId,
  }));
  const data = page.data.map((row) => {
    const group = groups.get(row.affiliateId) ?? program;
    return { ...row, ...judgementOf(group, program, actor.locale) };
  });
  const { currency, grossMargin, isMarginAssumed, asOf } = facts;
  return { ...page, data, program: program.figures, currency, grossMargin, isMarginAssumed, asOf };
}

/** How sure the return is, and what it says against the program's. */
export function judgementOf(
  group: JudgedGroup,
  program: JudgedGroup,
  locale: string,
): Pick<AffiliateQuality, 'returnInterval' | 'verdict'> {
  const returnInterval = intervalOf(group, program);
  const { customers, returnRatio } = group.figures;
  const code = verdictOf(customers, returnRatio, returnInterval, program.figures.returnRatio);
  return { returnInterval, verdict: { code, text: words(locale, `quality:verdict.${code}`) } };
}

type SortedFigures = Omit<AffiliateQuality, 'returnInterval' | 'verdict'>;

function comparing({ sort, order }: QualityQuery) {
  const sign = order === 'asc' ? 1 : -1;
  return (one: SortedFigures, other: SortedFigures): number => {
    const [a, b] = [one[sort], other[sort]];
    if (a === b) return one.affiliateId.localeCompare(other.affiliateId);
    if (a === null) return 1;
    if (b === null) return -1;
    if (typeof a === 'string' || typeof b === 'string') return sign * String(a).localeCompare(String(b));
    return sign * (a - b);
  };
}
