import { beforeAll, describe, expect, it } from 'vitest';
import { TEST_SECRET, testConfig } from '../../../test/support/database.ts';
import { openVault } from '../../core/vault.ts';
import { readAskToken } from './ask-token.ts';
import { writeLetter } from './write-letter.ts';

const TO = { workspaceId: 'wsp_1', askId: 'sak_1', personId: 'per_1', name: 'Ann <b>' };
const write = (kind: 'nps' | 'csat' | 'ces', question = 'How are we?', isReminder = false) =>
  writeLetter(
    testConfig(),
    { company: 'Acme & Co', kind, locale: 'en', asked: { question, followUp: '', thanks: '' }, isReminder },
    TO,
  );

beforeAll(() => openVault(TEST_SECRET));

describe('the mail of a survey', () => {
  it.each([
    ['nps', 11],
    ['csat', 5],
    ['ces', 7],
  ] as const)('offers every score of %s, each only an address to open', (kind, count) => {
    const { html, text } = write(kind);
    const links = [...html.matchAll(/href="([^"]+)&amp;score=(\d+)"/g)];
    expect(links).toHaveLength(count);
    const tokens = links.map(([, address = '']) => new URL(address).pathname.split('/').at(-1) ?? '');
    expect(tokens.map(readAskToken)).toEqual(
      tokens.map(() => ({ workspaceId: TO.workspaceId, askId: TO.askId })),
    );
    expect(text).toContain('/survey/');
    expect(html).not.toMatch(/<form|<script|<img/);
  });

  it('shows what people wrote as text, and keeps the subject in one line', () => {
    const { html, subject } = write('nps', 'One\n<script>alert(1)</script>');
    expect(subject).toBe('One <script>alert(1)</script>');
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('Ann &lt;b&gt;');
    expect(html).toContain('Acme &amp; Co');
  });

  it('is another one as a reminder', () => {
    expect(write('nps', 'Q?', true).subject).not.toBe(write('nps', 'Q?').subject);
  });
});
