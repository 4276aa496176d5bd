import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { person } from '../../../test/support/visitor.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { settleClicks } from './settle-clicks.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

const PASSWORD = 'open sesame ก';

async function guardedLink(password: string | null = PASSWORD) {
  const { id, affiliates } = await makeProgram(['Ann']);
  const [ann] = affiliates;
  const headers = await withApiKey(id);
  const change = async (payload: object) =>
    app.inject({ method: 'PATCH', url: `/api/v1/links/${ann?.link.id}`, headers, payload });
  const changed = await change({ password });
  return { id, key: ann?.link.key ?? '', address: `/r/${ann?.link.key}`, changed, change, headers };
}

const visit = (url: string, headers: Record<string, string> = person()) => app.inject({ url, headers });

const say = (url: string, password: string, headers: Record<string, string> = person()) =>
  app.inject({
    ...{ method: 'POST', url, payload: new URLSearchParams({ password }).toString() },
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
  });

async function clicksOf(workspaceId: string) {
  await settleClicks(workspaceId);
  const { rows } = await pool().query('select verdict, sub1 from tracking.clicks where workspace_id = $1', [
    workspaceId,
  ]);
  return rows;
}

function passOf(answer: Awaited<ReturnType<typeof visit>>): string {
  const cookies = [answer.headers['set-cookie']].flat();
  return cookies.find((each) => each?.startsWith('gw_pass='))?.split(';')[0] ?? '';
}

describe('a link with a password', () => {
  it('asks for it in the visitor’s language, without script, and counts nothing', async () => {
    const { id, address } = await guardedLink();
    const english = await visit(address);
    expect(english.statusCode).toBe(200);
    expect(english.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    expect(english.headers['content-security-policy']).toContain("default-src 'none'");
    expect(english.body).toContain('<html lang="en">');
    expect(english.body).toContain('<label for="password">Password</label>');
    expect(english.body).not.toContain('<script');
    const thai = await visit(address, { ...person(), 'accept-language': 'th-TH,th;q=0.9' });
    expect(thai.body).toContain('<html lang="th">');
    expect(thai.body).toContain('รหัสผ่าน');
    expect((await say(address, 'open sesame')).statusCode).toBe(403);
    expect(await clicksOf(id)).toEqual([]);
  });

  it('leads on after the right answer, counts one click, and opens again for the same browser for an hour', async () => {
    const { id, address } = await guardedLink();
    const start = Date.now();
    const answer = await say(`${address}?sub1=mail&to=/pricing`, PASSWORD);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toMatch(/^https:\/\/acme\.example\/pricing\?sub1=mail&gw_click=clk_/);
    expect(await clicksOf(id)).toEqual([{ verdict: 'counted', sub1: 'mail' }]);
    const headers = { ...person(), cookie: passOf(answer) };
    expect((await visit(address, headers)).statusCode).toBe(302);
    setClock(() => new Date(start + 3_700_000));
    expect((await visit(address, headers)).statusCode).toBe(200);
  });

  it('is not opened by another link’s pass, a changed one, or one of the password before', async () => {
    const [one, other] = [await guardedLink(), await guardedLink()];
    const cookie = passOf(await say(one.address, PASSWORD));
    expect((await visit(other.address, { ...person(), cookie })).statusCode).toBe(200);
    expect((await visit(one.address, { ...person(), cookie: `${cookie.slice(0, -2)}xx` })).statusCode).toBe(
      200,
    );
    const longer = cookie.replace(/=\d/, '=9');
    expect((await visit(one.address, { ...person(), cookie: longer })).statusCode).toBe(200);
    await one.change({ password: 'another one' });
    expect((await visit(one.address, { ...person(), cookie })).statusCode).toBe(200);
  });

  it('says that an answer is wrong, and lets nobody try more than ten times a minute', async () => {
    const { address } = await guardedLink();
    const headers = person();
    const first = await say(address, 'wrong', headers);
    expect(first.body).toContain('role="alert"');
    expect(first.body).toContain('aria-invalid="true"');
    for (let tries = 1; tries < 10; tries++)
      expect((await say(address, 'wrong', { ...headers, authorization: `x${tries}` })).statusCode).toBe(403);
    const last = await say(address, PASSWORD, headers);
    expect(last.statusCode).toBe(429);
    expect(last.body).toContain('Too many tries');
    expect((await say(address, PASSWORD)).statusCode).toBe(303);
  });

  it('never shows it again, nor its hash, nor keeps either in the audit trail', async () => {
    const { id, changed, headers } = await guardedLink();
    expect(changed.json()).toMatchObject({ hasPassword: true });
    const listed = await app.inject({ url: '/api/v1/links', headers });
    const { rows } = await pool().query(
      "select row_to_json(entry)::text as text from workspace.audit_entries entry where workspace_id = $1 and action = 'link.changed'",
      [id],
    );
    const { rows: kept } = await pool().query(
      'select password_hash as hash from tracking.links where workspace_id = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
    for (const text of [changed.body, listed.body, rows[0].text]) {
      expect(text).not.toContain('sesame');
      expect(text).not.toContain(kept[0].hash);
    }
  });

  it('is an ordinary one again without it', async () => {
    const { address, change } = await guardedLink();
    expect((await change({ password: null })).json()).toMatchObject({ hasPassword: false });
    expect((await visit(address)).statusCode).toBe(302);
  });

  it('takes no visits that a page reports: nobody asked them', async () => {
    const { key, id } = await guardedLink();
    const report = await app.inject({
      ...{ method: 'POST', url: '/track/click', headers: { ...person(), origin: 'https://acme.example' } },
      payload: { key, url: 'https://acme.example/?via=ann' },
    });
    expect(report.json()).toMatchObject({ status: 403, code: 'link_password_needed' });
    expect(await clicksOf(id)).toEqual([]);
  });
});

describe('a short link with a page of its own choice', () => {
  it('leads to an allowed page with the click’s id, and to its own destination for any other', async () => {
    const { address } = await guardedLink(null);
    const page = await visit(
      `${address}?to=${encodeURIComponent('https://acme.example/deep?x=1#part')}&sub1=a`,
    );
    expect(page.headers.location).toMatch(
      /^https:\/\/acme\.example\/deep\?x=1&sub1=a&gw_click=clk_\w+#part$/,
    );
    const evil = await visit(`${address}?to=https://evil.example/`);
    expect(evil.headers.location).toMatch(/^https:\/\/acme\.example\/start\?plan=pro&gw_click=clk_\w+#top$/);
  });
});
