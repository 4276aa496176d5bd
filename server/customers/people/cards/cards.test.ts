import { parse } from 'vcard4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../../test/support/database.ts';
import { withApiKey } from '../../../../test/support/http.ts';
import { pool } from '../../../core/db.ts';
import type { App } from '../../../core/http/server.ts';
import { createApp } from '../../../main.ts';
import { saveAccounts, savePeople } from '../../index.ts';

useDatabase();

const MAX_OCTETS = 75;
let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function people() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const read = async (url: string) => app.inject({ url: `/api/v1${url}`, headers });
  await saveAccounts(ws, [{ externalId: 'a', name: 'Ex; ample, Ltd' }]);
  const saved = await savePeople(ws, [
    {
      ...{ email: 'somchai@example.example', name: `${'สมชาย ใจดี 😀 '.repeat(8)}Jr`, phone: '+66 2 123' },
      ...{ title: 'Head of\nOperations', accountExternalId: 'a' },
    },
    { name: 'Zoe', externalId: 'z' },
  ]);
  return { ws, read, ids: saved.map(({ id }) => id) };
}

describe('the card of a person', () => {
  it('says all that an address book asks, and is read back as it was written', async () => {
    const { read, ids } = await people();
    const answer = await read(`/people/${ids[0]}/card.vcf`);
    expect(answer.headers['content-type']).toBe('text/vcard; charset=utf-8');
    for (const line of answer.body.split('\r\n'))
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(MAX_OCTETS);
    expect(answer.body).not.toContain('\uFFFD');
    expect(() => parse(answer.body)).not.toThrow();
    const lines = answer.body.replaceAll('\r\n ', '').split('\r\n');
    expect(lines).toEqual([
      ...['BEGIN:VCARD', 'VERSION:4.0', `FN:${'สมชาย ใจดี 😀 '.repeat(8)}Jr`],
      ...['EMAIL:somchai@example.example', 'TEL:+66 2 123', 'TITLE:Head of\\nOperations'],
      ...[
        'ORG:Ex\\; ample\\, Ltd',
        `UID:${ids[0]}`,
        expect.stringMatching(/^REV:\d{8}T\d{6}Z$/),
        'END:VCARD',
        '',
      ],
    ]);
  });

  it('is there for everybody on the list, in one file, which is on record', async () => {
    const { ws, read } = await people();
    const { body } = await read('/people/export.vcf');
    expect(body.match(/^FN:/gm)).toHaveLength(2);
    expect((await read('/people/export.vcf?q=zoe')).body.match(/^FN:/gm)).toEqual(['FN:']);
    const { rows } = await pool().query(
      `select after ->> 'q' as q from workspace.audit_entries
       where workspace_id = $1 and action = 'list.exported' and after ->> 'format' = 'vcf' order by id`,
      [ws],
    );
    expect(rows).toEqual([{ q: null }, { q: 'zoe' }]);
  });

  it('of somebody else’s company is not found', async () => {
    const { read } = await people();
    const theirs = await people();
    expect((await read(`/people/${theirs.ids[0]}/card.vcf`)).statusCode).toBe(404);
  });
});
