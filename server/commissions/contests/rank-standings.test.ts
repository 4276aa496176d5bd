import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RankTerms, rankStandings, type Standing } from './rank-standings.ts';

const TERMS: RankTerms = { prizesMinor: [500, 300], leastFigure: null };
const EVERYBODY = new Set(['a', 'b', 'c', 'd']);

function standing(affiliateId: string, figure: number, day = 1): Standing {
  return { affiliateId, figure, reachedAt: new Date(Date.UTC(2026, 2, day)) };
}

const places = (standings: Standing[], terms = TERMS, mayCompete = EVERYBODY) =>
  rankStandings(standings, terms, mayCompete).map((one) => [one.affiliateId, one.place, one.prizeMinor]);

describe('the places of a contest', () => {
  it.each([
    ['the highest figure', [standing('a', 1), standing('b', 2)]],
    ['of equal figures, whoever reached it first', [standing('a', 2, 5), standing('b', 2, 4)]],
  ])('begin with %s', (_, standings) => {
    expect(places(standings)).toEqual([
      ['b', 1, 500],
      ['a', 2, 300],
    ]);
  });

  it('of figures reached at one moment follow the id', () => {
    expect(places([standing('c', 2), standing('a', 2), standing('b', 2)])).toEqual([
      ['a', 1, 500],
      ['b', 2, 300],
      ['c', 3, 0],
    ]);
  });

  it('leave out who may not compete, and those behind move up', () => {
    const standings = [standing('a', 3), standing('b', 2), standing('c', 1)];
    expect(places(standings, TERMS, new Set(['b', 'c']))).toEqual([
      ['b', 1, 500],
      ['c', 2, 300],
      ['a', null, 0],
    ]);
  });

  it('leave out who is below the least figure, and whoever has nothing left', () => {
    expect(places([standing('a', 3), standing('b', 2)], { ...TERMS, leastFigure: 3 })).toEqual([
      ['a', 1, 500],
      ['b', null, 0],
    ]);
    expect(places([standing('a', 0)])).toEqual([['a', null, 0]]);
  });

  it('are the same whatever the order in which the figures come', () => {
    const one = fc.record({
      affiliateId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      figure: fc.nat(3),
      reachedAt: fc.integer({ min: 1, max: 3 }).map((day) => new Date(Date.UTC(2026, 2, day))),
    });
    const both = fc
      .uniqueArray(one, { selector: ({ affiliateId }) => affiliateId })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(both, ([standings, mixed]) => {
        expect(places(mixed)).toEqual(places(standings));
      }),
    );
  });
});
