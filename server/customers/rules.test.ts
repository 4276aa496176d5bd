import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRows } from './merge-rows.ts';
import {
  cleanChannel,
  cleanCountry,
  cleanDomain,
  cleanEmail,
  cleanText,
  searchKey,
  toStorableJson,
} from './rules.ts';

describe('what is cleaned', () => {
  it('is the same domain, however it was written', () => {
    const written = ['https://www.Acme.com/about?x=1', '@acme.com', 'ACME.com:443', ' acme.com '];
    expect(written.map(cleanDomain)).toEqual(written.map(() => 'acme.com'));
  });

  it('is absent when it is empty, and comparable when it is a code or a channel', () => {
    expect([cleanText('  '), cleanText(null), cleanCountry('th'), cleanCountry('Thailand')]).toEqual([
      undefined,
      undefined,
      'TH',
      'Thailand',
    ]);
    expect(cleanChannel(' Partner ')).toBe('partner');
    expect(cleanEmail(' Ann@Acme.COM')).toBe('ann@acme.com');
    expect(() => cleanEmail('ann')).toThrow('email');
    expect(() => cleanDomain('x'.repeat(201))).toThrow('domain');
  });

  it('is JSON that a database can hold, whatever it was', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (given) => {
        const json = toStorableJson({ given });
        expect(json.includes('\\u0000')).toBe(
          Object.entries(given)
            .flat()
            .some((text) => text.includes('\\u0000')),
        );
        expect(json.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('the search key', () => {
  it('is plain ASCII without accents and cases, and the key of a key is itself', () => {
    expect(searchKey('  Müller &\tSÖHNE ')).toBe('muller & sohne');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const key = searchKey(text);
        expect(key).toMatch(/^[\x20-\x7e]*$/);
        expect(searchKey(key)).toBe(key);
      }),
    );
  });

  it('keeps Thai words apart, and a part of a name inside the name', () => {
    expect(searchKey('สยามพัฒนา')).toContain(searchKey('พัฒนา'));
    expect(searchKey('สยาม')).not.toBe(searchKey('สยาน'));
  });
});

describe('rows of one batch', () => {
  it('are folded when they speak of the same record: later values win, absent ones never erase', () => {
    const rows = [
      { externalId: 'a', address: 'x.com', plan: 'Basic', attributes: { a: 1, b: 1 } },
      { address: 'x.com', plan: 'Pro', attributes: { b: 2 } },
      { externalId: 'b', address: 'x.com', plan: 'Free' },
      { externalId: 'a', plan: undefined },
    ];
    const { merged, places } = mergeRows<(typeof rows)[number]>(rows, (row) => row);
    expect(places).toEqual([0, 0, 1, 0]);
    expect(merged).toEqual([
      { externalId: 'a', address: 'x.com', plan: 'Pro', attributes: { a: 1, b: 2 } },
      { externalId: 'b', address: 'x.com', plan: 'Free' },
    ]);
  });
});
