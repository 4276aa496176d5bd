import { describe, expect, it } from 'vitest';
import { sayMovement } from './say-movement.ts';

const clicks = {
  kind: 'click',
  reason: { code: 'day', values: { count: 120, dayAt: '2026-03-02' } },
  currency: 'USD',
} as const;

describe('a movement on a statement', () => {
  it.each([
    ['commission', 'in_7', null, 'en', 'Commission on sale in_7'],
    ['award', null, clicks, 'en', '120 clicks on Mar 2, 2026'],
    ['takeback', null, clicks, 'en', 'Taken back: 120 clicks on Mar 2, 2026'],
    ['award', null, clicks, 'th', '120 คลิกเมื่อ 2 มี.ค. 2569'],
  ] as const)('of kind %s says what it is for', (kind, saleExternalId, award, locale, text) => {
    expect(sayMovement({ kind, saleExternalId, award }, locale)).toBe(text);
  });
});
