import { describe, expect, it } from 'vitest';
import { type Comparable, compareAccounts, comparePeople, coreName, nameLikeness } from './rules.ts';

const blank: Comparable = {
  ...{ id: 'x', name: null, email: null, furtherEmails: [], phone: null, furtherPhones: [], domain: null },
  accountId: null,
};
const record = (fields: Partial<Comparable>): Comparable => ({ ...blank, ...fields });

describe('names', () => {
  it.each([
    ['Acme Co., Ltd.', 'ACME', 1],
    ['Café Noir GmbH', 'cafe noir', 1],
    ['บริษัท ใจดี จำกัด (มหาชน)', 'ใจดี', 1],
  ])('%s and %s are the same but for the form of the company', (one, other, likeness) => {
    expect(nameLikeness(coreName(one), coreName(other))).toBe(likeness);
  });

  it.each([
    ['Jonathan Miller', 'Jonathon Miller', true],
    ['สมชาย ใจดี', 'สมชาย ใจดี้', true],
    ['สมศรี รักไทย', 'สมศรี รักษ์ไทย', true],
    ['สมชาย ใจดี', 'วิภา ศรีสุข', false],
    ['Ann Smith', 'Bob Jones', false],
    ['Northwind Traders', 'Southwind Travel', false],
    ['Delta Labs 5', 'Delta Labs 86', false],
  ])('%s and %s are alike: %s', (one, other, isAlike) => {
    expect(nameLikeness(coreName(one), coreName(other)) >= 0.7).toBe(isAlike);
  });

  it('of nothing but a company form keep it', () => {
    expect(coreName('บริษัท จำกัด')).not.toBe('');
  });
});

describe('two people', () => {
  it.each([
    ['the same mailbox', { email: 'ann@a.co' }, { email: 'ann+news@a.co' }, ['email'], true],
    ['the same number', { phone: '+66 81 234 5678' }, { phone: '081-234-5678' }, ['phone'], false],
    [
      'one company and name',
      { email: 'a@a.co', name: 'Ann' },
      { email: 'b@a.co', name: 'ann' },
      ['mailDomain', 'sameName'],
      false,
    ],
    [
      'one account',
      { accountId: '1', name: 'Ann Lee' },
      { accountId: '1', name: 'Anne Lee' },
      ['account', 'similarName'],
      false,
    ],
  ])('with %s may be one', (_name, one, other, reasons, isSure) => {
    expect(comparePeople(record(one), record(other))).toMatchObject({ reasons, isSure });
  });

  it.each([
    [
      'one provider of mailboxes',
      { email: 'a@gmail.com', name: 'Ann' },
      { email: 'b@gmail.com', name: 'Ann', accountId: '1' },
    ],
    ['a short number', { phone: '100' }, { phone: '100' }],
  ])('with nothing but %s are not sure', (_name, one, other) => {
    expect(comparePeople(record(one), record(other))?.isSure ?? false).toBe(false);
  });

  it('of the same name who are both well known are two', () => {
    const of = (n: number) => record({ name: 'Ann Lee', email: `ann@${n}.co`, accountId: `${n}` });
    expect(comparePeople(of(1), of(2))).toBeNull();
  });
});

describe('two accounts', () => {
  it('of one domain and name are surely one; of one of the two, perhaps', () => {
    const acme = record({ name: 'Acme Ltd', domain: 'acme.co' });
    expect(compareAccounts(acme, record({ name: 'ACME', domain: 'acme.co' }))).toMatchObject({
      score: 99,
      isSure: true,
    });
    expect(compareAccounts(acme, record({ name: 'Other', domain: 'acme.co' }))).toMatchObject({
      score: 70,
      isSure: false,
    });
    expect(compareAccounts(acme, record({ name: 'Acme' }))).toMatchObject({ score: 65, isSure: false });
    expect(compareAccounts(acme, record({ name: 'Zenith', domain: 'zenith.co' }))).toBeNull();
    expect(compareAccounts(acme, record({ name: 'Acmes', domain: 'acmes.co' }))).toBeNull();
  });
});
