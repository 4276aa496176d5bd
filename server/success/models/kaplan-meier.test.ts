import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier, survivalAt } from './kaplan-meier.ts';

const TELCO = new URL('../../../../shared/data/churn/Telco-Customer-Churn.csv', import.meta.url);

// Months of tenure, share of customers still there.
const PUBLISHED = [
  [1, 0.945961],
  [12, 0.8432],
  [24, 0.788736],
  [36, 0.748545],
  [48, 0.70884],
  [60, 0.664404],
  [72, 0.59279],
] as const;

describe('the survival curve', () => {
  it('agrees with the worked example of the product limit', () => {
    // Ten subjects: events at 6 (three), 7, 10 and 13; the others were lost from sight.
    const curve = kaplanMeier({
      duration: [6, 6, 6, 6, 7, 9, 10, 10, 11, 13],
      observed: [1, 1, 1, 0, 1, 0, 1, 0, 0, 1],
    });
    expect(curve.steps.map((step) => step.survival)).toEqual([
      expect.closeTo(7 / 10, 12),
      expect.closeTo((7 / 10) * (5 / 6), 12),
      expect.closeTo((7 / 10) * (5 / 6) * (3 / 4), 12),
      0,
    ]);
    expect(curve.median).toBe(10);
  });

  it('has no median while more than half are still there', () => {
    expect(kaplanMeier({ duration: [1, 2, 3], observed: [true, false, false] }).median).toBeNull();
  });

  it('of nobody says that nobody has left', () => {
    expect(survivalAt(kaplanMeier({ duration: [], observed: [] }), 12)).toBe(1);
  });

  it('refuses negative and missing durations', () => {
    expect(() => kaplanMeier({ duration: [1, -1], observed: [1, 1] })).toThrow(RangeError);
    expect(() => kaplanMeier({ duration: [1], observed: [1, 1] })).toThrow(RangeError);
  });

  it('never rises, stays within its interval, and does not depend on the order of subjects', () => {
    const subjects = fc.array(fc.record({ time: fc.integer({ min: 0, max: 40 }), left: fc.boolean() }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(subjects, (rows) => {
        const curve = curveOf(rows);
        expect(curveOf([...rows].reverse())).toEqual(curve);
        let before = 1;
        for (const { survival, lower, upper } of curve.steps) {
          expect(survival).toBeLessThanOrEqual(before);
          expect(lower).toBeLessThanOrEqual(survival);
          expect(upper).toBeGreaterThanOrEqual(survival);
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(upper).toBeLessThanOrEqual(1);
          before = survival;
        }
      }),
    );
  });
});

describe('on the Telco customers', () => {
  it('survival by months of tenure is as published', (context) => {
    if (!existsSync(TELCO)) return context.skip('the data set is not beside the project');
    const rows = parse<Record<string, string>>(readFileSync(TELCO, 'utf8'), { columns: true });
    const curve = kaplanMeier({
      duration: rows.map((row) => Number(row.tenure)),
      observed: rows.map((row) => row.Churn === 'Yes'),
    });
    for (const [months, survival] of PUBLISHED) expect(survivalAt(curve, months)).toBeCloseTo(survival, 5);
  });
});

function curveOf(rows: { time: number; left: boolean }[]) {
  return kaplanMeier({ duration: rows.map((row) => row.time), observed: rows.map((row) => row.left) });
}
