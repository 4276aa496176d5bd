import { describe, expect, it } from 'vitest';
import { STOPS } from '../../server/strategy/learning/rules.ts';
import { navigation } from '../rooms.ts';
import { SHOWN_AT, stopsFor } from './tour-stops.ts';

describe('the tour', () => {
  it('stops at pages of the app, each once', () => {
    const pages = new Set(navigation.map(({ to }) => to));
    // The years of payouts are reached from the payouts.
    const elsewhere = STOPS.filter((stop) => !pages.has(SHOWN_AT[stop].to));
    expect(elsewhere.filter((stop) => stop !== 'years')).toEqual([]);
    expect(new Set(STOPS).size).toBe(STOPS.length);
  });

  it('leaves out what the person may not see', () => {
    expect(stopsFor(['home', 'fraud', 'payouts'], (permission) => permission !== 'fraud.read')).toEqual([
      'home',
      'payouts',
    ]);
  });
});
