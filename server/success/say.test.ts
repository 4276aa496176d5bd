import { describe, expect, it } from 'vitest';
import { sentence } from './say.ts';

describe('a sentence about a change', () => {
  it.each([
    [0.12, 'Use rose by 12% against the four weeks before.'],
    [-0.784, 'Use fell by 78% against the four weeks before.'],
    [-0.004, 'Use is as it was in the four weeks before.'],
  ])('says which way %d went', (valueChange, text) => {
    expect(sentence('en', 'success:measure.usageTrend.says', { valueChange })).toBe(text);
  });
});

it('writes money with the symbol of the screens in every language', () => {
  const worth = (locale: string) =>
    sentence(locale, 'success:input.lifetimeValue.says', { valueMinor: 50_000, currency: 'USD' });
  expect(worth('en')).toContain('$500.00');
  expect(worth('th')).toContain('$500.00');
  expect(worth('th')).not.toContain('US$');
});
