import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClickCounter, type Counts, type Place } from './counter.ts';

const DAY = '2026-03-10';
const NEXT_DAY = '2026-03-11';
const NEXT_MONTH = '2026-04-01';
const nothing = (day = DAY): Counts => ({ day, today: 0, thisMonth: 0 });

/** Goes through the cap like a click: whether it counts. */
function click(counter: ClickCounter, perDay: number | null, day = DAY, perMonth: number | null = null) {
  const hasRoom = counter.hasRoom({ perDay, perMonth }, day);
  if (hasRoom) counter.take(day).keep(true);
  return hasRoom;
}

describe('a cap', () => {
  it('of a day is whole again the next day, and of a month the next month', () => {
    const counter = new ClickCounter({ day: DAY, today: 1, thisMonth: 8 });
    const days = [DAY, DAY, DAY, NEXT_DAY, NEXT_DAY, NEXT_MONTH];
    expect(days.map((day) => click(counter, 2, day, 10))).toEqual([true, false, false, true, false, true]);
  });

  it('gives a place back whose click could not be written', () => {
    const counter = new ClickCounter(nothing());
    const place = counter.take(DAY);
    expect(click(counter, 1)).toBe(false);
    place.keep(false);
    expect(click(counter, 1)).toBe(true);
  });

  it('keeps to what was counted since, where yesterday’s sums arrive after midnight', () => {
    const counter = new ClickCounter(nothing());
    const mark = counter.mark();
    expect(click(counter, 1, NEXT_DAY)).toBe(true);
    counter.adopt({ day: DAY, today: 0, thisMonth: 0 }, mark);
    expect(click(counter, 1, NEXT_DAY)).toBe(false);
  });

  it('falls to what the database says once all is written: a repeat that another process knew takes no place', () => {
    const counter = new ClickCounter(nothing());
    click(counter, 1);
    counter.adopt(nothing(), counter.mark());
    expect(click(counter, 1)).toBe(true);
  });
});

/** A process with clicks that it has let through and not written yet, and a reading that is under way. */
interface Process {
  counter: ClickCounter;
  unwritten: Place[];
  reading: { mark: number; counts: Counts } | null;
}

const CAP = 12;
const step = fc.record({
  process: fc.nat({ max: 2 }),
  act: fc.constantFrom('click', 'click', 'click', 'write', 'lose', 'read', 'hear'),
});

/** @returns the processes as they are in the end, and how many clicks were written. */
function run(steps: { process: number; act: string }[], count: number) {
  const processes = Array.from({ length: count }, (): Process => {
    return { counter: new ClickCounter(nothing()), unwritten: [], reading: null };
  });
  let written = 0;
  for (const { process: index, act } of steps) {
    const own = processes[index % count] as Process;
    if (act === 'click') {
      if (own.counter.hasRoom({ perDay: CAP, perMonth: null }, DAY))
        own.unwritten.push(own.counter.take(DAY));
    } else if (act === 'write' && own.unwritten.length > 0) {
      own.unwritten.shift()?.keep(true);
      written++;
    } else if (act === 'lose') own.unwritten.pop()?.keep(false);
    else if (act === 'read')
      own.reading = { mark: own.counter.mark(), counts: { day: DAY, today: written, thisMonth: written } };
    else if (act === 'hear' && own.reading) {
      own.counter.adopt(own.reading.counts, own.reading.mark);
      own.reading = null;
    }
  }
  return { processes, written };
}

describe('however clicks, writes and readings fall together', () => {
  it('one process never lets more through than the cap, and refuses nobody while there is room', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const { processes, written } = run(steps, 1);
        const [only] = processes as [Process];
        const through = written + only.unwritten.length;
        expect(through).toBeLessThanOrEqual(CAP);
        expect(only.counter.hasRoom({ perDay: CAP, perMonth: null }, DAY)).toBe(through < CAP);
      }),
    );
  });

  it('several let through at most the cap each, and nothing more once they have read what was written', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const { processes, written } = run(steps, 3);
        const through = written + processes.reduce((sum, { unwritten }) => sum + unwritten.length, 0);
        expect(through).toBeLessThanOrEqual(3 * CAP);
        for (const { counter } of processes) {
          counter.adopt({ day: DAY, today: written, thisMonth: written }, counter.mark());
          if (written >= CAP) expect(counter.hasRoom({ perDay: CAP, perMonth: null }, DAY)).toBe(false);
        }
      }),
    );
  });
});
