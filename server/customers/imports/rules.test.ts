import { describe, expect, it } from 'vitest';
import { dateEvidence, parseDay, parseMoment } from './columns/dates.ts';
import { matchColumns } from './columns/match-columns.ts';
import { decimalEvidence, parseMoney, parseNumber } from './columns/numbers.ts';

describe('dates', () => {
  it.each([
    ['16-10-2024', 'dmy', '2024-10-16'],
    ['10/16/2024', 'mdy', '2024-10-16'],
    ['03.04.2024', 'dmy', '2024-04-03'],
    ['03.04.2024', 'mdy', '2024-03-04'],
    ['2024-04-03', 'mdy', '2024-04-03'],
    ['2024/4/3', 'dmy', '2024-04-03'],
    ['20240403', 'dmy', '2024-04-03'],
    ['3 Apr 2024', 'mdy', '2024-04-03'],
    ['April 3, 2024', 'dmy', '2024-04-03'],
    ['3/4/24', 'dmy', '2024-04-03'],
    ['31/12/99', 'dmy', '1999-12-31'],
    ['03/04/2567', 'dmy', '2024-04-03'],
    ['28-07-2023 03:00', 'dmy', '2023-07-28'],
    ['31-02-2024', 'dmy', null],
    ['16-10-2024', 'mdy', null],
    ['2024', 'dmy', null],
    ['tomorrow', 'dmy', null],
  ] as const)('reads %s as %s: %s', (text, order, day) => {
    expect(parseDay(text, order, 'UTC')).toBe(day);
  });

  it.each([
    ['28-07-2023 03:00', 'UTC', '2023-07-28T03:00:00.000Z'],
    ['28-07-2023 03:00', 'Asia/Bangkok', '2023-07-27T20:00:00.000Z'],
    ['2023-07-28T03:00:00.5Z', 'Asia/Bangkok', '2023-07-28T03:00:00.500Z'],
    ['2023-07-28 03:00:00 +02:00', 'UTC', '2023-07-28T01:00:00.000Z'],
    ['28/7/2023, 11:05 pm', 'UTC', '2023-07-28T23:05:00.000Z'],
    ['28/7/2023 12:00 AM', 'UTC', '2023-07-28T00:00:00.000Z'],
    ['2023-07-28', 'America/New_York', '2023-07-28T04:00:00.000Z'],
  ])('places %s in %s at %s', (text, zone, moment) => {
    expect(parseMoment(text, 'dmy', zone)?.toISOString()).toBe(moment);
  });

  it('gives a moment with an offset its day where the company is', () => {
    expect(parseDay('2024-05-31T20:00:00Z', 'dmy', 'Asia/Bangkok')).toBe('2024-06-01');
  });

  it.each([
    ['13-01-2024', 'dmy'],
    ['01-13-2024', 'mdy'],
    ['01-02-2024', 'either'],
    ['02-02-2024', 'none'],
    ['2024-01-02', 'none'],
    ['13-13-2024', 'none'],
  ])('learns from %s: %s', (text, told) => {
    expect(dateEvidence(text)).toBe(told);
  });
});

describe('numbers', () => {
  it.each([
    ['1,234.5', 'point', 1234.5],
    ['1.234,5', 'comma', 1234.5],
    ['1 234,5', 'comma', 1234.5],
    ["1'234.5", 'point', 1234.5],
    ['-12', 'point', -12],
    ['(12)', 'point', -12],
    ['12%', 'point', 12],
    ['1.5e3', 'point', 1500],
    ['1,5', 'point', null],
    ['1.2.3', 'point', null],
    ['12 apples', 'point', null],
    ['.', 'point', null],
  ] as const)('reads %s with a decimal %s as %s', (text, mark, value) => {
    expect(parseNumber(text, mark)).toBe(value);
  });

  it.each([
    ['$1,234.50', 'point', 'USD', { amountMinor: 123_450, currency: 'USD' }],
    ['$10', 'point', 'AUD', { amountMinor: 1_000, currency: 'AUD' }],
    ['12,50 €', 'comma', 'USD', { amountMinor: 1_250, currency: 'EUR' }],
    ['THB 100', 'point', 'USD', { amountMinor: 10_000, currency: 'THB' }],
    ['¥1000', 'point', 'JPY', { amountMinor: 1_000, currency: 'JPY' }],
    ['0.005', 'point', 'USD', { amountMinor: 1, currency: 'USD' }],
    ['-0.005', 'point', 'USD', { amountMinor: -1, currency: 'USD' }],
    ['1.005', 'point', 'USD', { amountMinor: 101, currency: 'USD' }],
    ['free', 'point', 'USD', null],
  ] as const)('reads the amount %s', (text, mark, currency, money) => {
    expect(parseMoney(text, mark, currency)).toEqual(money);
  });

  it.each([
    ['1,234.5', 'point'],
    ['1.234,5', 'comma'],
    ['1.234.567', 'comma'],
    ['0.123', 'point'],
    ['12,5', 'comma'],
    ['1,234', 'either'],
    ['1.234', 'either'],
    ['1234', 'none'],
  ])('learns from %s: %s', (text, told) => {
    expect(decimalEvidence(text)).toBe(told);
  });
});

describe('headers', () => {
  const fields = [
    { name: 'externalId', type: 'text', aliases: ['account id', 'id'] },
    { name: 'signedUpAt', type: 'datetime', aliases: ['signup date'] },
    { name: 'refund', type: 'money', aliases: ['refund amount'] },
  ] as const;

  it('fit a field whatever their case and punctuation, without a currency at the end', () => {
    const headers = ['Account_ID', 'SignupDate', 'refund_amount_usd', 'other'];
    expect([...matchColumns(headers, fields)]).toEqual([
      [0, 'externalId'],
      [1, 'signedUpAt'],
      [2, 'refund'],
    ]);
  });

  it('fill a field once: the better name wins', () => {
    expect([...matchColumns(['id', 'Account ID'], fields)]).toEqual([[1, 'externalId']]);
  });
});
