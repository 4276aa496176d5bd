import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEALTH_MEASURES, type HealthProfile } from '../schema/health.ts';
import { DEFAULT_PROFILES } from './profiles.ts';
import {
  addPoints,
  type Measurement,
  type Measurements,
  portfolioHealth,
  scoreHealth,
  weightedMean,
} from './rules.ts';

const AS_OF = new Date('2026-06-30T00:00:00Z');
const NOTHING = Object.fromEntries(HEALTH_MEASURES.map((name) => [name, null])) as Record<
  (typeof HEALTH_MEASURES)[number],
  Measurement | null
>;

function profile(change: Partial<HealthProfile> = {}): HealthProfile {
  return {
    key: 'default',
    name: 'Default',
    appliesTo: {},
    inputs: [linear('activeDays', 7), linear('featureShare', 5), linear('nps', 8), linear('csat', 3)],
    exceptions: [{ measure: 'openUrgentTickets', atLeast: 1, cap: 40 }],
    bands: { good: 75, average: 50 },
    minCoverage: 0.4,
    ...change,
  };
}

function linear(measure: (typeof HEALTH_MEASURES)[number], weight: number): HealthProfile['inputs'][number] {
  return { measure, weight, scoring: { kind: 'linear', worst: 0, best: 100 }, validForDays: 30 };
}

function values(
  known: Partial<Record<(typeof HEALTH_MEASURES)[number], number>>,
  at: Date | null = null,
): Measurements {
  const entries = Object.entries(known).map(([name, value]) => [name, { value, at }]);
  return { ...NOTHING, ...Object.fromEntries(entries) };
}

describe('published figures', () => {
  it('three equal inputs of 10, 10 and 0 give 6.67', () => {
    expect(weightedMean([10, 10, 0], [1, 1, 1])).toBeCloseTo(6.67, 2);
  });

  it('weights 7, 5, 8, 3 on 83, 71, 78, 54 give 75', () => {
    const known = values({ activeDays: 83, featureShare: 71, nps: 78, csat: 54 });
    expect(Math.round(scoreHealth(profile(), known, AS_OF).score ?? 0)).toBe(75);
  });

  it('five good, three average and two poor accounts are a portfolio of 76', () => {
    expect(portfolioHealth({ good: 5, average: 3, poor: 2 })).toBe(76);
    expect(portfolioHealth({ good: 0, average: 0, poor: 0 })).toBeNull();
  });

  it('points start at 5, add and subtract, and stay within 0 and 10', () => {
    expect(addPoints(5, [2, -1])).toBe(6);
    expect(addPoints(5, [4, 4])).toBe(10);
    expect(addPoints(5, [-3, -4])).toBe(0);
  });
});

describe('a health score', () => {
  it('leaves out what is missing and lets the other weights fill its place', () => {
    const result = scoreHealth(profile(), values({ activeDays: 80, nps: 50 }), AS_OF);
    expect(result.score).toBeCloseTo((7 * 80 + 8 * 50) / 15, 10);
    expect(result.coverage).toBeCloseTo(15 / 23, 10);
    expect(result.contributions[1]).toMatchObject({ measure: 'featureShare', state: 'missing', points: 0 });
  });

  it('leaves out what is older than it may be, and says so', () => {
    const old = new Date(AS_OF.getTime() - 31 * 86_400_000);
    const known = { ...values({ activeDays: 80, nps: 50 }), csat: { value: 0, at: old } };
    const result = scoreHealth(profile(), known, AS_OF);
    expect(result.contributions[3]).toMatchObject({ state: 'stale', score: null, points: 0 });
    expect(result.score).toBeCloseTo((7 * 80 + 8 * 50) / 15, 10);
  });

  it('is not given below the minimum coverage: not zero, and not green', () => {
    expect(scoreHealth(profile(), values({ csat: 100 }), AS_OF)).toMatchObject({
      score: null,
      band: 'not_scored',
    });
  });

  it('is capped at 40 while an urgent ticket is open', () => {
    const result = scoreHealth(profile(), values({ activeDays: 90, nps: 90, openUrgentTickets: 1 }), AS_OF);
    expect(result).toMatchObject({ score: 40, band: 'poor', cap: { measure: 'openUrgentTickets', cap: 40 } });
  });

  it('that is lower than the cap stays as it is', () => {
    const result = scoreHealth(profile(), values({ activeDays: 10, nps: 10, openUrgentTickets: 1 }), AS_OF);
    expect(result).toMatchObject({ score: 10, cap: null });
  });

  it('takes bands, tiers and falling scales as they are written', () => {
    const mixed = profile({
      inputs: [
        { ...linear('ticketLoad', 1), scoring: { kind: 'linear', worst: 4, best: 0 } },
        {
          ...linear('daysSinceUse', 1),
          scoring: { kind: 'bands', direction: 'lower', good: 7, average: 21 },
        },
        {
          ...linear('nps', 1),
          scoring: {
            kind: 'tiers',
            start: 5,
            steps: [
              { atLeast: 9, points: 5 },
              { below: 7, points: -5 },
            ],
          },
        },
      ],
    });
    const result = scoreHealth(mixed, values({ ticketLoad: 1, daysSinceUse: 10, nps: 9 }), AS_OF);
    expect(result.contributions.map(({ score }) => score)).toEqual([75, 50, 100]);
  });
});

const anyMeasurements = fc.record(
  Object.fromEntries(
    HEALTH_MEASURES.map((name) => [
      name,
      fc.option(
        fc.record({
          value: fc.double({ min: -10, max: 1_000, noNaN: true }),
          at: fc.option(fc.date({ min: new Date('2024-01-01'), max: AS_OF, noInvalidDate: true })),
        }),
      ),
    ]),
  ) as Record<(typeof HEALTH_MEASURES)[number], fc.Arbitrary<Measurement | null>>,
);
const standard = DEFAULT_PROFILES.at(-1) as HealthProfile;

describe('whatever is measured', () => {
  it('the score is between 0 and 100 or none, never NaN, and its contributions add up to it', () => {
    fc.assert(
      fc.property(anyMeasurements, (measurements) => {
        const { score, contributions, cap, coverage } = scoreHealth(standard, measurements, AS_OF);
        const points = contributions.reduce((total, entry) => total + entry.points, 0);
        const share = contributions.reduce((total, entry) => total + entry.share, 0);
        expect(share === 0 ? coverage : share).toBeCloseTo(share === 0 ? 0 : 1, 9);
        if (score === null) {
          expect(coverage).toBeLessThan(standard.minCoverage);
          return;
        }
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        if (!cap) expect(points).toBeCloseTo(score, 9);
      }),
    );
  });

  it('the order of inputs does not matter', () => {
    fc.assert(
      fc.property(
        anyMeasurements,
        fc.shuffledSubarray(standard.inputs, { minLength: standard.inputs.length }),
        (measurements, inputs) => {
          const shuffled = scoreHealth({ ...standard, inputs }, measurements, AS_OF).score;
          const plain = scoreHealth(standard, measurements, AS_OF).score;
          if (plain === null) expect(shuffled).toBeNull();
          else expect(shuffled).toBeCloseTo(plain, 9);
        },
      ),
    );
  });

  it('more active days never lower the score', () => {
    fc.assert(
      fc.property(anyMeasurements, fc.nat(28), fc.nat(28), (measurements, one, other) => {
        const at = (value: number) =>
          scoreHealth(standard, { ...measurements, activeDays: { value, at: null } }, AS_OF).score;
        const [fewer, more] = [at(Math.min(one, other)), at(Math.max(one, other))];
        if (fewer !== null && more !== null) expect(more).toBeGreaterThanOrEqual(fewer - 1e-9);
      }),
    );
  });
});
