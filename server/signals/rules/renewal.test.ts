import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRenewal } from './renewal.ts';

const yearly = (startedOn: string) => ({ startedOn, billingPeriod: 'year' as const });

describe('the next renewal', () => {
  it('is the anniversary by the year or the quarter, the earliest of several', () => {
    expect(nextRenewal([yearly('2024-05-10')], '2026-02-01')).toBe('2026-05-10');
    const quarterly = { startedOn: '2024-05-31', billingPeriod: 'quarter' as const };
    expect(nextRenewal([yearly('2024-05-10'), quarterly], '2026-02-01')).toBe('2026-02-28');
    expect(nextRenewal([{ startedOn: '2024-05-31', billingPeriod: 'month' }], '2026-02-01')).toBeNull();
  });

  it('is today where it is today, and never the day of the start', () => {
    expect(nextRenewal([yearly('2024-02-29')], '2026-02-28')).toBe('2026-02-28');
    expect(nextRenewal([yearly('2026-02-01')], '2026-02-01')).toBe('2027-02-01');
  });

  it('is never past and less than a period away, whenever the subscription began', () => {
    const day = fc.integer({ min: 0, max: 12_000 }).map((days) => {
      const at = new Date(Date.UTC(1995, 0, 1) + days * 86_400_000);
      return at.toISOString().slice(0, 10);
    });
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [startedOn = '', today = ''] = [one, other].sort();
        const next = nextRenewal([yearly(startedOn)], today) ?? '';
        const days = (Date.parse(next) - Date.parse(today)) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThanOrEqual(366);
      }),
    );
  });
});
