import { describe, expect, it } from 'vitest';
import { checkSuccess, outcomeOf } from './check-success.ts';

const terms = {
  shareBasisPoints: 5_000,
  afterDays: 90,
  isActive: true,
  minBand: 'average' as const,
  isRefundFree: true,
};
const untold = { onboardedAt: null, askedFor: null };
const fine = { isActive: true, band: 'average' as const, isRefundFree: true, ...untold };

describe('the condition', () => {
  it.each([
    ['is met when every fact is', fine, 'met'],
    ['is met by a better band', { ...fine, band: 'good' as const }, 'met'],
    ['is missed when the customer has left', { ...fine, isActive: false }, 'missed'],
    ['is missed by a worse band', { ...fine, band: 'poor' as const }, 'missed'],
    [
      'is missed after a refund, whatever is not known',
      { isActive: null, band: null, isRefundFree: false, ...untold },
      'missed',
    ],
    ['is open while health is not known', { ...fine, band: null }, null],
    ['is open while nobody has told of the customer', { ...fine, isActive: null }, null],
  ])('%s', (_name, facts, outcome) => {
    expect(outcomeOf(checkSuccess(terms, facts))).toBe(outcome);
  });

  it('asks for nothing that the terms do not name', () => {
    const onlyRefunds = { ...terms, isActive: false, minBand: null };
    expect(checkSuccess(onlyRefunds, { isActive: false, band: null, isRefundFree: true, ...untold })).toEqual(
      [{ condition: 'isRefundFree', isMet: true }],
    );
  });
});
