import { describe, expect, it } from 'vitest';
import { dueOf, remindNext, sameTimeOn } from './rules.ts';

const BANGKOK = 'Asia/Bangkok';
const BERLIN = 'Europe/Berlin';

describe('a due date', () => {
  const nothing = { dueOn: null, dueAt: null };
  const evening = new Date('2026-01-01T20:00:00Z');

  it('with a time falls on the day of the workspace', () => {
    expect(dueOf(nothing, { dueAt: evening }, BANGKOK)).toEqual({ dueOn: '2026-01-02', dueAt: evening });
  });

  it('loses its time with a new day, and keeps its day without the time', () => {
    const before = { dueOn: '2026-01-02', dueAt: evening };
    expect(dueOf(before, { dueOn: '2026-02-01' }, BANGKOK)).toEqual({ dueOn: '2026-02-01', dueAt: null });
    expect(dueOf(before, { dueAt: null }, BANGKOK)).toEqual({ dueOn: '2026-01-02', dueAt: null });
    expect(dueOf(before, { dueOn: null }, BANGKOK)).toEqual(nothing);
    expect(dueOf(before, {}, BANGKOK)).toEqual(before);
  });
});

describe('the next of a series', () => {
  it('is due at the same time by the clocks of the place, also when they were changed', () => {
    const winter = new Date('2026-03-27T08:00:00Z');
    expect(sameTimeOn('2026-03-30', winter, BERLIN)).toEqual(new Date('2026-03-30T07:00:00Z'));
  });

  it('reminds as many days before, at the same time', () => {
    const remindAt = new Date('2026-03-26T08:00:00Z');
    expect(remindNext(remindAt, '2026-03-27', '2026-04-03', BERLIN)).toEqual(
      new Date('2026-04-02T07:00:00Z'),
    );
  });
});
