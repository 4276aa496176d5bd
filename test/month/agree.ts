import { expect } from 'vitest';
import type { Fact } from './facts.ts';
import { byName, type readMoney, type Screens } from './read.ts';

const REPEAT_WITHIN_MS = 3_600_000;

type Money = Awaited<ReturnType<typeof readMoney>>;

/** Every figure of the screens is the one that the told facts and the ledger's lines add up to. */
export function expectAgreement(screens: Screens, money: Money, facts: Fact[]): void {
  const clicks = countedClicks(facts);
  expect(screens.clicks.affiliate).toEqual(byName(clicks, ({ affiliate }) => [`affiliate ${affiliate}`, 1]));
  expect(screens.clicks.link).toEqual(
    byName(clicks, (click) => [`link ${click.affiliate}/${click.offer}`, 1]),
  );
  expect(screens.clicks.day).toEqual(byName(clicks, ({ at }) => [at.toISOString().slice(0, 10), 1]));
  const kept = byName(money.kept, (row) => [`${row.affiliate} ${row.currency}`, row.kept]);
  expect(screens.balances).toEqual(kept);
  expect(screens.commissions).toEqual(kept);
  const left = byName(money.sales, (sale) => [
    `${sale.affiliate ?? ''} ${sale.currency}`,
    sale.amountMinor - sale.refundedMinor,
  ]);
  expect(screens.sold).toEqual(left);
  const inDollars = money.sales.filter(({ affiliate, currency }) => affiliate && currency === 'USD');
  expect(screens.revenue).toEqual(
    byName(inDollars, (sale) => [sale.affiliate ?? '', sale.amountMinor - sale.refundedMinor]),
  );
  // What a customer is worth is set against all that was paid for them, also to those who helped.
  const winners = new Map(money.sales.map((sale) => [sale.sale, sale.affiliate]));
  expect(screens.commission).toEqual(
    byName(
      money.kept.filter(({ currency }) => currency === 'USD'),
      (row) => [winners.get(row.sale) ?? '', row.kept],
    ),
  );
}

/** A visitor's second click on a link within the hour repeats the first; programs are not counted. */
function countedClicks(facts: Fact[]) {
  const told = facts.flatMap((fact) => (fact.kind === 'clicks' ? fact.clicks : []));
  const firsts = new Map<string, Date>();
  return told
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .filter(({ verdict, visitorId, affiliate, offer, at }) => {
      if (verdict === 'bot') return false;
      const key = `${visitorId} ${affiliate}/${offer}`;
      const first = firsts.get(key);
      if (first && at.getTime() - first.getTime() < REPEAT_WITHIN_MS) return false;
      firsts.set(key, at);
      return true;
    });
}
