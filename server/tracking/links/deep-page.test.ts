import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepPage } from './deep-page.ts';

const HOSTS = new Set(['acme.example', 'shop.acme.example']);
const link = { base: 'https://acme.example/start', allowedHosts: HOSTS };

describe('a page that a visitor asks for', () => {
  it.each([
    ['https://acme.example/pricing?a=1#b', 'https://acme.example/pricing?a=1#b'],
    ['http://shop.acme.example/', 'http://shop.acme.example/'],
    ['HTTPS://ACME.EXAMPLE/Path', 'https://acme.example/Path'],
    ['/pricing?a=1', 'https://acme.example/pricing?a=1'],
    // What looks like a host in a path is one of our own paths.
    ['/@evil.example', 'https://acme.example/@evil.example'],
    ['/%2F%2Fevil.example', 'https://acme.example/%2F%2Fevil.example'],
  ])('%s leads to %s', (asked, page) => {
    expect(deepPage(asked, link)?.href).toBe(page);
  });

  it.each([
    ...['', null, 'pricing', 'acme.example/pricing', 'https://', 'https:'],
    ...['https://evil.example/', 'https://acme.example.evil.example/', 'https://evilacme.example/'],
    ...['//evil.example/', '///evil.example/', '/\\evil.example', '\\\\evil.example', '/\t/evil.example'],
    ...['https:/evil.example', 'https:evil.example', 'https:\\\\evil.example', 'https:\t//evil.example'],
    ...['https://acme.example@evil.example/', 'https://acme.example:x@evil.example/'],
    ...[
      'https://me:secret@acme.example/',
      'https://me@acme.example/',
      'https://evil.example\\@acme.example/',
    ],
    ...['https://evil.example#@acme.example/', 'https://evil.example?@acme.example/'],
    ...['https://acme.example%2Fevil.example/', 'https://evil%2Eexample/', 'https%3A%2F%2Fevil.example'],
    ...['javascript:alert(1)', 'data:text/html,x', 'java\nscript:alert(1)', 'ftp://acme.example/'],
    ...['https://acme.example./', 'https://аcme.example/', 'https://[::1]/', 'https://127.1/'],
  ])('%j leads nowhere', (asked) => {
    expect(deepPage(asked, link)).toBeNull();
  });

  it('is on one of the offer’s hosts, whatever is asked for', () => {
    const evil = fc.constantFrom(
      '/',
      '\\',
      '@',
      ':',
      '//',
      '?',
      '#',
      '%2f',
      '\t',
      '\n',
      '.',
      'https:',
      'evil.example',
    );
    const piece = fc.oneof(evil, fc.constantFrom(...HOSTS), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const page = deepPage(pieces.join(''), link);
        // Read once more, as the browser will.
        const read = page && new URL(page.href);
        if (read)
          expect([HOSTS.has(read.hostname), read.username, /^https?:$/.test(read.protocol)]).toEqual([
            true,
            '',
            true,
          ]);
      }),
      { numRuns: 2_000 },
    );
  });
});
