import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { openVault, seal, sealBytes, unseal, unsealBytes } from './vault.ts';

beforeEach(() => openVault('a secret of an installation'));

it('what is sealed is opened again in its own context, and looks different each time', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, context) => {
      const sealed = seal(text, context);
      expect(unseal(sealed, context)).toBe(text);
      expect(seal(text, context)).not.toBe(sealed);
    }),
  );
});

it('a file is opened again byte for byte, in its own context only', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (content, context) => {
      const bytes = Buffer.from(content);
      const sealed = sealBytes(bytes, context);
      expect(unsealBytes(sealed, context).equals(bytes)).toBe(true);
      expect(() => unsealBytes(sealed, `${context} other`)).toThrow();
      expect(sealBytes(bytes, context).equals(sealed)).toBe(false);
      sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
      expect(() => unsealBytes(sealed, context)).toThrow();
    }),
  );
});

it('what is sealed is not opened in another context, with another secret, or after a change', () => {
  const sealed = seal('DE89370400440532013000', 'ws_1 pm_1');
  expect(sealed).not.toContain('3000');
  expect(() => unseal(sealed, 'ws_2 pm_1')).toThrow();
  expect(() =>
    unseal(`${sealed.slice(0, 10)}${sealed[10] === 'A' ? 'B' : 'A'}${sealed.slice(11)}`, 'ws_1 pm_1'),
  ).toThrow();
  openVault('the secret of another installation');
  expect(() => unseal(sealed, 'ws_1 pm_1')).toThrow();
});
