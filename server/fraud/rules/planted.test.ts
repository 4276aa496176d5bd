import { randomBeta, randomLcg, randomLogNormal, randomPoisson } from 'd3-random';
import { describe, expect, it } from 'vitest';
import type { CustomerFacts, TrafficFacts } from './facts.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { type Conduct, findStatistics } from './statistics.ts';

const PROGRAMS = 10;
const HONEST = 300;
const MOST_WRONGLY_HELD = 0.01;
const LEAST_CAUGHT = 0.9;

/** What is usual in a fortnight: affiliates differ in audience, size and how long their customers think. */
function honestConduct(affiliateId: string, roll: () => number): Conduct {
  const clicks = 30 + randomPoisson.source(roll)(300 * roll())();
  const rate = randomBeta.source(roll)(2, 60)();
  const thinks = randomLogNormal.source(roll)(Math.log(60 * 24 * (0.3 + 3 * roll())), 1.1);
  const refunds = randomBeta.source(roll)(1, 25)();
  const customers = Array.from({ length: Math.round(clicks * rate) }, (_, index) =>
    customer(affiliateId, index, thinks(), roll() < refunds),
  );
  const bots = randomBeta.source(roll)(6, 94)();
  const network = 0.02 + 0.1 * roll();
  return { affiliateId, stretch: 'start', customers, traffic: traffic(affiliateId, clicks, bots, network) };
}

function customer(
  affiliateId: string,
  index: number,
  lagMinutes: number,
  isRefunded: boolean,
): CustomerFacts {
  return {
    ...{
      affiliateId,
      customerId: `${affiliateId}-${index}`,
      email: null,
      accountKey: `${affiliateId}-${index}`,
    },
    ...{ ipHash: null, ipPrefix: null, paymentFingerprints: [] },
    ...{ lagMinutes, saleCount: 1, refundedSaleCount: isRefunded ? 1 : 0 },
  };
}

function traffic(affiliateId: string, clicks: number, bots: number, network: number): TrafficFacts {
  return {
    affiliateId,
    countedClicks: clicks,
    automaticClicks: Math.round((clicks * bots) / (1 - bots)),
    networkClicks: clicks,
    topNetworkClicks: Math.round(clicks * network),
  };
}

/** Each changes one thing of what an honest affiliate does. */
const CHEATS: Record<string, (honest: Conduct, roll: () => number) => Conduct> = {
  'buys right after the click': (honest, roll) => ({
    ...honest,
    customers: many(honest, () => 1 + 5 * roll()),
  }),
  'is always given the money back': (honest, roll) => ({
    ...honest,
    customers: many(honest, () => 400 * 60 * roll(), 0.7, roll),
  }),
  'is visited by programs': (honest) => ({ ...honest, traffic: traffic(honest.affiliateId, 400, 0.4, 0.05) }),
  'is visited from one network': (honest) => ({
    ...honest,
    traffic: traffic(honest.affiliateId, 400, 0.05, 0.8),
  }),
  'has clicks for nobody but buyers': (honest, roll) => ({
    ...honest,
    customers: many(honest, () => 400 * 60 * roll()),
    traffic: traffic(honest.affiliateId, 20, 0.05, 0.05),
  }),
};

function many({ affiliateId }: Conduct, lag: () => number, refunds = 0, roll = () => 1): CustomerFacts[] {
  return Array.from({ length: 15 }, (_, index) => customer(affiliateId, index, lag(), roll() < refunds));
}

describe('planted cheats among honest affiliates', () => {
  it('are caught in a fortnight’s data, and at most one honest affiliate in a hundred is held wrongly', () => {
    const figures = { caught: 0, cheats: 0, wrong: 0, honest: 0 };
    for (let seed = 1; seed <= PROGRAMS; seed += 1) {
      const roll = randomLcg(seed / 97);
      const honest = Array.from({ length: HONEST }, (_, index) => honestConduct(`aff_${index}`, roll));
      const cheats = Object.values(CHEATS).map((plant, index) =>
        plant(honestConduct(`cheat_${index}`, roll), roll),
      );
      const found = findStatistics([...honest, ...cheats], DEFAULT_SETTINGS);
      const suspects = [...new Set(found.map(({ affiliateId }) => affiliateId))];
      const caught = suspects.filter((id) => id.startsWith('cheat_')).length;
      figures.caught += caught;
      figures.cheats += cheats.length;
      figures.wrong += suspects.length - caught;
      figures.honest += HONEST;
    }
    process.stdout.write(`planted cheats: ${JSON.stringify(figures)}\n`);
    expect(figures.caught / figures.cheats).toBeGreaterThanOrEqual(LEAST_CAUGHT);
    expect(figures.wrong / figures.honest).toBeLessThanOrEqual(MOST_WRONGLY_HELD);
  });
});
