import { beforeAll, describe, expect, it } from 'vitest';
import {
  createWorld,
  hiddenTruthOf,
  loadSampleCompany,
  prepareSampleWorkspace,
} from '../server/sample/index.ts';
import { type RankedAccount, rankAdvocates } from '../server/success/index.ts';
import { useDatabase } from './support/database.ts';
import { rankCorrelation } from './support/rank-correlation.ts';

useDatabase();

const ACCOUNTS = 400;
const TODAY = new Date('2026-06-30T00:00:00Z');
const LOAD_TIMEOUT_MS = 180_000;
const FACTORS = ['willingness', 'success', 'reach', 'worth'] as const;

let ranked: RankedAccount[];
let truth: Map<string, number>;

beforeAll(async () => {
  const { id } = await prepareSampleWorkspace({ accountCount: ACCOUNTS, now: TODAY });
  await loadSampleCompany(id, () => {});
  ranked = await rankAdvocates(id, { limit: ACCOUNTS, locale: 'en' });
  truth = new Map(
    [...hiddenTruthOf(createWorld(ACCOUNTS, TODAY))].map(({ externalId, advocacy }) => [
      externalId,
      advocacy,
    ]),
  );
}, LOAD_TIMEOUT_MS);

describe('the ranking of the sample company', () => {
  it('finds the true advocates better than any single factor does', () => {
    const advocacy = ranked.map(({ account }) => truth.get(account.externalId ?? '') ?? 0);
    const found = rankCorrelation(
      ranked.map(({ score }) => score),
      advocacy,
    );
    const single = Object.fromEntries(
      FACTORS.map((factor) => [
        factor,
        rankCorrelation(
          ranked.map(({ factors }) => factors[factor].value),
          advocacy,
        ),
      ]),
    );
    console.log('rank correlation with the hidden truth', {
      accounts: ranked.length,
      score: found,
      ...single,
    });
    for (const factor of FACTORS) expect(found).toBeGreaterThan((single[factor] ?? 1) + 0.05);
    expect(found).toBeGreaterThan(0.7);
  });

  it('has three times as many of the true best tenth among its first tenth as chance would', () => {
    const size = Math.floor(ranked.length / 10);
    const best = ranked
      .map(({ account }) => account.externalId ?? '')
      .toSorted((one, other) => (truth.get(other) ?? 0) - (truth.get(one) ?? 0))
      .slice(0, size);
    const hits = ranked.slice(0, size).filter(({ account }) => best.includes(account.externalId ?? ''));
    console.log('true best tenth found in the first tenth', { size, hits: hits.length });
    // Chance finds a tenth of them.
    expect(hits.length / size).toBeGreaterThan(0.3);
  });
});
