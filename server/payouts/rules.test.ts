import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimsOf, judgeApproval, referenceOf, rowsOfFile, waitReason } from './rules.ts';
import { monthIn, totalsOf } from './view-statement.ts';
import { neutralize } from './write-files.ts';

describe('who is paid', () => {
  it.each<[string, number, boolean, number, string | null, boolean?]>([
    ['an active affiliate above the minimum', 5_000, true, 5_000, null],
    ['nobody below the minimum', 4_999, true, 5_000, 'below_minimum'],
    ['nobody who is suspended', 9_000, false, 5_000, 'not_active'],
    ['nobody to whom this currency cannot be sent', 9_000, true, 0, 'no_method', false],
    ['nobody who owes', -1, true, 0, 'owes'],
    ['nobody to whom nothing is due', 0, true, 0, 'nothing_due'],
  ])('%s', (_name, amountMinor, isActive, minimumMinor, reason, hasMethod = true) => {
    expect(waitReason(amountMinor, { isActive, hasMethod }, minimumMinor)).toBe(reason);
  });

  it('a claim is the sum of its entries, and no entry is in two claims', () => {
    const entry = fc.record({
      entryId: fc.uuid(),
      commissionId: fc.uuid(),
      affiliateId: fc.constantFrom('aff_1', 'aff_2', 'aff_3'),
      currency: fc.constantFrom('USD', 'THB'),
      amountMinor: fc.integer({ min: -100_000, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const claims = claimsOf(entries);
        expect(claims.flatMap((claim) => claim.entries).length).toBe(entries.length);
        for (const claim of claims) {
          expect(claim.entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(
            claim.amountMinor,
          );
          expect(new Set(claim.entries.map((own) => `${own.affiliateId}${own.currency}`)).size).toBe(1);
        }
      }),
    );
  });
});

describe('who approves', () => {
  const open = { createdByPerson: 'ann', approvedAt: null, canceledAt: null };
  const at = new Date();
  it.each([
    ['another person', open, { person: 'bob', isOnlyStaff: false }, null, false],
    ['not the creator', open, { person: 'ann', isOnlyStaff: false }, 'same_person', false],
    ['the creator who works alone, on record', open, { person: 'ann', isOnlyStaff: true }, null, true],
    [
      'nobody twice',
      { ...open, approvedAt: at },
      { person: 'bob', isOnlyStaff: false },
      'already_approved',
      false,
    ],
    [
      'nobody after it was canceled',
      { ...open, canceledAt: at },
      { person: 'bob', isOnlyStaff: false },
      'canceled',
      false,
    ],
  ])('%s', (_name, payout, approver, refusal, isSelfApproved) => {
    expect(judgeApproval(payout, approver)).toEqual({ refusal, isSelfApproved });
  });
});

describe('the PayPal file', () => {
  it('holds 5,000 rows at most, and every row once', () => {
    const rows = Array.from({ length: 10_001 }, (_, index) => index);
    const files = [1, 2, 3, 4].map((file) => rowsOfFile(rows, file, 5_000));
    expect(files.map((file) => file.length)).toEqual([5_000, 5_000, 1, 0]);
    expect(files.flat()).toEqual(rows);
  });

  it('names each line in 30 characters or fewer, each differently', () => {
    expect(referenceOf('pol_ffffffffffffffffffffffffffffffff')).toHaveLength(25);
    expect(referenceOf('pol_0193a0000000700080000000000000a1')).not.toBe(
      referenceOf('pol_0193a0000000700080000000000000a2'),
    );
  });

  it.each([
    ['=HYPERLINK("http://evil.example")', '\'=HYPERLINK("http://evil.example")'],
    ['+66812345678@example.com', "'+66812345678@example.com"],
    ['@sum', "'@sum"],
    ['-2+3', "'-2+3"],
    ['-12.50', '-12.50'],
    ['ann@example.com', 'ann@example.com'],
  ])('has no cell that a spreadsheet would run: %s', (cell, written) => {
    expect(neutralize(cell)).toBe(written);
  });
});

describe('a statement', () => {
  it('opens and closes at the turn of the month in the workspace’s time zone', () => {
    const { from, to } = monthIn('Asia/Bangkok', '2026-12', new Date());
    expect([from.toISOString(), to.toISOString()]).toEqual([
      '2026-11-30T17:00:00.000Z',
      '2026-12-31T17:00:00.000Z',
    ]);
    expect(monthIn('Asia/Bangkok', undefined, new Date('2026-02-28T17:00:00Z')).month).toBe('2026-03');
  });

  it('closes with what it opened with and everything that moved', () => {
    const movements = [
      { kind: 'commission', amountMinor: 2_000 },
      { kind: 'refund', amountMinor: -500 },
      { kind: 'payout', amountMinor: -1_000 },
      { kind: 'decline', amountMinor: -200 },
      { kind: 'recovery', amountMinor: 150 },
    ] as const;
    expect(totalsOf(300, [...movements])).toEqual({
      commissionsMinor: 2_000,
      reversalsMinor: -700,
      payoutsMinor: -1_000,
      recoveriesMinor: 150,
      closingMinor: 750,
    });
  });
});
