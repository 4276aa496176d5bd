import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalVatId, contentTypeOf, isTaxNumber, maskNumber } from './rules.ts';

describe('a VAT id', () => {
  it.each([
    ['DE', 'DE 136695976 X', null],
    ['DE', 'DE 136.695.976', 'DE136695976'],
    ['DE', '136695976', 'DE136695976'],
    ['DE', '136695977', null],
    ['DE', 'FR40303265045', null],
    ['FR', '40 303 265 045', 'FR40303265045'],
    ['AT', 'ATU13585627', 'ATU13585627'],
    ['GR', 'EL 094259216', 'EL094259216'],
    ['GB', 'GB 980 7806 84', 'GB980780684'],
    ['CH', 'CHE-107.787.577 MWST', 'CHE107787577MWST'],
    ['NO', 'NO 995 525 828 MVA', '995525828MVA'],
    ['TH', '0-1055-56176-23-9', '0105556176239'],
    ['TH', '0105556176238', null],
    ['AE', '100-3210-1234-0003', '100321012340003'],
    ['AE', '?', null],
    ['AE', '0  0', null],
    ['AE', '', null],
    ['NL', '-', null],
    ['NL', 'NL', null],
  ])('of %s, given as “%s”, is kept as %s', (country, text, expected) => {
    expect(canonicalVatId(country, text)).toBe(expected);
  });

  it('in the form in which it is kept stays as it is, and no text makes the check fail', () => {
    const country = fc.constantFrom('DE', 'FR', 'GR', 'GB', 'CH', 'NO', 'TH', 'US', 'AE', 'ES', 'NL');
    fc.assert(
      fc.property(country, fc.oneof(fc.string(), fc.stringMatching(/^[A-Z0-9]{2,14}$/)), (code, text) => {
        const kept = canonicalVatId(code, text);
        if (kept !== null) expect(canonicalVatId(code, kept)).toBe(kept);
        expect([true, false]).toContain(isTaxNumber(code, text));
      }),
    );
  });
});

describe('a tax number', () => {
  it.each([
    ['US', '536-90-4399', true],
    ['US', '12-3456789', true],
    ['US', '967-70-1234', true],
    ['US', '967-00-1234', false],
    ['US', '000-12-3456', false],
    ['DE', '36 574 261 809', true],
    ['DE', '36', false],
    ['TH', '1-2345-45678-78-1', true],
    ['VU', 'A-1234', true],
    ['VU', '!', false],
  ])('of %s: %s is one: %s', (country, text, expected) => {
    expect(isTaxNumber(country, text)).toBe(expected);
  });

  it('shows at most its last four characters, and never more than half of it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{4,20}$/), (number) => {
        const shown = maskNumber(number).replace('•••• ', '');
        expect(number.endsWith(shown)).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(Math.min(4, number.length / 2));
      }),
    );
  });
});

it.each([
  ['%PDF-1.7', 'application/pdf'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\x89PNG', null],
  ['<html>%PDF-', null],
  ['', null],
])('a file that begins with %j is %s', (text, expected) => {
  expect(contentTypeOf(Buffer.from(text, 'latin1'))).toBe(expected);
});
