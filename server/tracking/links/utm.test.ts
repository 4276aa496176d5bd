import { describe, expect, it } from 'vitest';
import { destinationOf, parseDestination } from './address.ts';
import { withUtm } from './utm.ts';

const named = {
  affiliate: { id: 'aff_1', name: 'Ann & Co' },
  offer: {
    id: 'off_1',
    name: 'Pro plan',
    friendDiscount: {
      kind: 'percent' as const,
      basisPoints: 2_000,
      duration: 'once' as const,
      ...{ months: null, text: '', promotionCodeId: null },
    },
  },
  link: { id: 'link_1', key: 'ann' },
};

function addressFor(url: string, template: string, visitor = ''): string {
  const destination = withUtm(parseDestination(url), template, named);
  return destinationOf({ destination, appendsDubId: false }, new URLSearchParams(visitor), null);
}

describe('the template of an offer', () => {
  it.each([
    ['https://acme.example/', '', 'https://acme.example/'],
    ['https://acme.example/', 'utm_source={affiliate}', 'https://acme.example/?utm_source=Ann+%26+Co'],
    [
      'https://acme.example/#top',
      'utm_content={link}-{offer_id}',
      'https://acme.example/?utm_content=ann-off_1#top',
    ],
    ['https://acme.example/', 'promo={discount}', 'https://acme.example/?promo=20%25'],
    [
      'https://acme.example/?utm_source=own',
      'utm_source=x&utm_medium=y',
      'https://acme.example/?utm_source=own&utm_medium=y',
    ],
  ])('leads %s with %j to %s', (url, template, address) => {
    expect(addressFor(url, template)).toBe(address);
  });

  it('gives way to what the visitor’s own address says', () => {
    const address = addressFor(
      'https://acme.example/',
      'utm_source=partners&utm_medium=a',
      'utm_source=mail',
    );
    expect(new URL(address).searchParams.getAll('utm_source')).toEqual(['mail']);
  });
});
