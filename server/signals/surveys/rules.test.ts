import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseAsked, isDrawn, languageOf, segmentsOf, spokenLanguage, waveScore } from './rules.ts';

const PEOPLE = Array.from({ length: 4_000 }, (_, place) => `per_${place}`);

describe('the draw', () => {
  it('takes the same people for the same seed, and close to the wanted share of them', () => {
    const drawn = PEOPLE.filter((id) => isDrawn('seed', id, 30));
    expect([...PEOPLE].reverse().filter((id) => isDrawn('seed', id, 30))).toEqual([...drawn].reverse());
    expect(Math.abs(drawn.length / PEOPLE.length - 0.3)).toBeLessThan(0.025);
    expect(drawn).not.toEqual(PEOPLE.filter((id) => isDrawn('other seed', id, 30)));
  });

  it('takes everybody at 100 percent, and never drops somebody when the share grows', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 1, max: 99 }), (seed, id, percent) => {
        expect(isDrawn(seed, id, 100)).toBe(true);
        if (isDrawn(seed, id, percent)) expect(isDrawn(seed, id, percent + 1)).toBe(true);
      }),
    );
  });

  it('counts everybody once, as asked or by the first reason against it', () => {
    const candidates = PEOPLE.slice(0, 100).map((personId) => ({ personId, email: `${personId}@x.example` }));
    const { asked, leftOut } = chooseAsked(candidates, {
      ...{ seed: 's', samplingPercent: 50 },
      refusing: new Set(['per_1', 'per_2']),
      undeliverable: new Set(['per_2@x.example', 'per_3@x.example']),
      resting: new Set(['per_3', 'per_4']),
    });
    expect(leftOut).toMatchObject({ refused: 2, undeliverable: 1, resting: 1 });
    expect(asked.length + Object.values(leftOut).reduce((sum, count) => sum + count, 0)).toBe(100);
  });
});

describe('the language of an ask', () => {
  it.each([
    [{ language: 'th-TH', country: 'DE' }, 'en', 'th'],
    [{ language: 'en', country: 'TH' }, 'th', 'en'],
    [{ language: 'de', country: null }, 'th', 'th'],
    [{ language: null, country: 'Thailand' }, 'en', 'th'],
    [{ language: null, country: 'DE' }, 'th', 'en'],
    [{ language: null, country: null }, 'th', 'th'],
  ] as const)('of %j in a company of %s is %s', (person, companyLocale, wanted) => {
    expect(languageOf(person, companyLocale)).toBe(wanted);
  });

  it('is the other one where the survey lacks it', () => {
    const said = { question: 'X', followUp: '', thanks: '' };
    expect(spokenLanguage({ en: said, th: null }, 'th')).toBe('en');
    expect(spokenLanguage({ en: null, th: said }, 'en')).toBe('th');
    expect(spokenLanguage({ en: said, th: said }, 'th')).toBe('th');
  });
});

describe('the score of a wave', () => {
  it('is read as its kind is', () => {
    const nps = waveScore('nps', [
      { score: 10, count: 50 },
      { score: 8, count: 30 },
      { score: 2, count: 20 },
    ]);
    expect(nps).toMatchObject({ value: 30, count: 100, isSmall: false });
    expect(
      waveScore('csat', [
        { score: 4, count: 1 },
        { score: 3, count: 1 },
      ]),
    ).toMatchObject({ value: 50, isSmall: true });
    expect(
      waveScore('ces', [
        { score: 5, count: 3 },
        { score: 4, count: 1 },
      ])?.value,
    ).toBe(75);
    expect(waveScore('ces', [])).toBeNull();
  });
});

describe('a part of those who were asked', () => {
  const part = (value: string, askedCount: number, answeredCount: number) => {
    return { by: 'planTier' as const, value, askedCount, answeredCount };
  };

  it('differs when the rate of all lies outside its interval, and never when it is small', () => {
    const counted = [part('basic', 100, 5), part('pro', 100, 55), part('tiny', 5, 5), part('usual', 100, 33)];
    const segments = segmentsOf(counted, { asked: 305, answered: 98 });
    expect(segments.map(({ value, differs }) => [value, differs])).toEqual([
      ['basic', 'less'],
      ['pro', 'more'],
      ['tiny', null],
      ['usual', null],
    ]);
    expect(segments[1]?.answeredShare).toBeCloseTo(55 / 98);
  });

  it('is not shown when it is all of them', () => {
    expect(segmentsOf([part('all', 50, 20)], { asked: 50, answered: 20 })).toEqual([]);
  });
});
