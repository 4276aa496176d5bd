import { expect, it } from 'vitest';
import { toDealQuery } from './list-query.ts';

const today = new Date(2026, 0, 31, 12);

it.each([
  ['thisMonth', '2026-01-01', '2026-01-31'],
  ['nextMonth', '2026-02-01', '2026-02-28'],
  ['quarter', '2026-01-31', '2026-05-01'],
])('%s is a span of whole days', (expected, expectedFrom, expectedTo) => {
  expect(toDealQuery({ expected }, today, 'USD')).toEqual({ expectedFrom, expectedTo });
});

it('an amount is asked for in minor units, of its own currency alone', () => {
  expect(toDealQuery({ minAmount: '1000', q: 'x' }, today, 'JPY')).toEqual({
    ...{ q: 'x', minAmountMinor: 1_000, currency: 'JPY' },
  });
});
