import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { evaluateCommissions } from '../../server/commissions/evaluate-commissions.ts';
import { verifyLedger } from '../../server/commissions/index.ts';
import { setClock } from '../../server/core/clock.ts';
import type { App } from '../../server/core/http/server.ts';
import { createApp } from '../../server/main.ts';
import { createDice } from '../../server/sample/dice.ts';
import { drainJobs, testConfig, useDatabase } from '../support/database.ts';
import { expectAgreement } from './agree.ts';
import { type Fact, factsOfMonth, type MonthSize } from './facts.ts';
import { AFTERWARDS, changeTerms, type MonthProgram, openMonth } from './program.ts';
import { readMoney, readScreens } from './read.ts';
import { approveCases, payOut, tellFact } from './tell.ts';

useDatabase();

const SEED = Number(process.env.MONTH_SEED ?? 7);
/** The whole month takes long: `MONTH=whole npx vitest run test/month`. */
const SIZE: MonthSize =
  process.env.MONTH === 'whole'
    ? { affiliates: 500, clicks: 200_000, sales: 5_000 }
    : { affiliates: 12, clicks: 800, sales: 60 };
/** Tasks that take together what arrives within seconds. */
const GATHERING = ['success.refresh-stale', 'fraud.examine-affiliate'];
const AT_ONCE = 6;
const TIMEOUT_MS = 14_400_000;

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
  await app.ready();
});
afterEach(() => setClock());
afterAll(() => app.close());

const facts = factsOfMonth(SEED, SIZE);

it(
  'a month told twice and in any order ends in the same money as told once and in order',
  async () => {
    const once = await openMonth(app, SIZE.affiliates);
    await changeTerms(once);
    await tellAll(once, [facts], 1);
    const twice = await openMonth(app, SIZE.affiliates);
    await changeTerms(twice);
    const shuffled = shuffle([...facts, ...facts]);
    const half = Math.floor(shuffled.length / 2);
    await tellAll(twice, [shuffled.slice(0, half), shuffled.slice(half)], AT_ONCE);
    const [moneyOnce, moneyTwice] = [await readMoney(once), await readMoney(twice)];
    expect(moneyOnce.sales.length).toBeGreaterThan(SIZE.sales / 2);
    const earningSales = new Set(moneyOnce.kept.map(({ sale }) => sale));
    expect(earningSales.size, 'some sales are shared').toBeLessThan(moneyOnce.kept.length);
    expect(moneyTwice.sales).toEqual(moneyOnce.sales);
    expect(moneyTwice.kept).toEqual(moneyOnce.kept);
    const [screensOnce, screensTwice] = [await readScreens(app, once), await readScreens(app, twice)];
    expectAgreement(screensOnce, moneyOnce, facts);
    expectAgreement(screensTwice, moneyTwice, facts);
    expect({ ...screensTwice, statements: null }).toEqual({ ...screensOnce, statements: null });
    expect(screensOnce.statements).toEqual(
      Object.fromEntries(once.affiliates.map((_, index) => [`affiliate ${index}`, 0])),
    );
  },
  TIMEOUT_MS,
);

/** Tells all parts, with a payout between them; the ledger agrees with its facts at the end. */
async function tellAll(program: MonthProgram, parts: Fact[][], atOnce: number): Promise<void> {
  for (const [index, part] of parts.entries()) {
    if (index > 0) await payOut(app, program);
    await tellPart(program, part, atOnce);
    await drainJobs({ last: GATHERING });
  }
  await evaluateCommissions(program.ws, AFTERWARDS);
  expect(await approveCases(app, program.manager)).toBeGreaterThan(0);
  await payOut(app, program);
  expect((await verifyLedger(program.ws)).differences).toEqual([]);
}

async function tellPart(program: MonthProgram, part: Fact[], atOnce: number): Promise<void> {
  // One row of facts, from which whoever is free takes the next.
  const left = part.values();
  const tellers = Array.from({ length: atOnce }, async () => {
    for (const fact of left) await tellFact(app, program, fact);
  });
  await Promise.all(tellers);
}

function shuffle<Item>(items: Item[]): Item[] {
  const dice = createDice(SEED, 2);
  return items
    .map((item) => [dice.roll(), item] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, item]) => item);
}
