import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldTicket, type TimedTelling } from './fold-ticket.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

function telling(number: number, told: TimedTelling['told'], externalId = `e${number}`): TimedTelling {
  return { externalId, at: day(number), told };
}

describe('a ticket', () => {
  it('is the newest word on each property, opened and answered when that was told first', () => {
    const ticket = foldTicket([
      telling(3, { state: 'closed', score: 2, comment: 'Slow' }),
      telling(1, { subject: 'Broken', priority: 'low', state: 'open', openedAt: day(1) }),
      telling(2, { priority: 'urgent', firstResponseAt: new Date(day(1).getTime() + 90 * 60_000) }),
      telling(4, { firstResponseAt: day(4) }),
    ]);
    expect(ticket).toMatchObject({
      ...{ subject: 'Broken', priority: 'urgent', openedAt: day(1), closedAt: day(3) },
      ...{ firstResponseMinutes: 90, reopenCount: 0, score: 2, comment: 'Slow' },
    });
  });

  it('counts each opening after a closing, and is open after the last', () => {
    const states = ['open', 'closed', 'closed', 'open', 'open', 'closed', 'open'] as const;
    const tellings = states.map((state, index) => telling(index + 1, { state }));
    expect(foldTicket(tellings)).toMatchObject({ reopenCount: 2, closedAt: null });
    expect(foldTicket(tellings.slice(0, 6))).toMatchObject({ reopenCount: 1, closedAt: day(6) });
  });

  it('forgets what was known of the first who asked when another one takes over', () => {
    const first = telling(1, { requester: { key: '1', email: 'a@x.example' } });
    const same = telling(2, { requester: { key: '1', name: 'A' } });
    expect(foldTicket([first, same]).requester).toEqual({ key: '1', email: 'a@x.example', name: 'A' });
    expect(foldTicket([first, telling(2, { requester: { key: '2' } })]).requester).toEqual({ key: '2' });
  });

  it('is the same in whatever order it is told, and however often', () => {
    const told = fc.record(
      {
        ...{ subject: fc.constantFrom('a', 'b'), state: fc.constantFrom('open' as const, 'closed' as const) },
        ...{ openedAt: fc.integer({ min: 1, max: 9 }).map(day), score: fc.integer({ min: 1, max: 5 }) },
        firstResponseAt: fc.integer({ min: 1, max: 9 }).map(day),
        requester: fc.record({
          key: fc.constantFrom('1', '2'),
          email: fc.constantFrom('a@x.example', 'b@x.example'),
        }),
      },
      { requiredKeys: [] },
    );
    const tellings = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 9 }), told), { minLength: 1, maxLength: 8 })
      .map((list) => list.map(([at, said], index) => telling(at, said, `e${index}`)));
    fc.assert(
      fc.property(
        tellings.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(foldTicket(shuffled)).toEqual(foldTicket(list));
        },
      ),
    );
  });
});
