import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { person } from '../../../test/support/visitor.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { updateLink } from '../store/links.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const visit = (address: string, headers: Record<string, string> = person()) =>
  app.inject({ url: address, headers });

async function oneLink() {
  const program = await makeProgram(['Ann']);
  const link = program.affiliates[0]?.link;
  if (!link) throw new Error('no link');
  return { ...program, link, address: `/r/${link.key}` };
}

describe('a link', () => {
  const TARGETS = [
    { url: 'https://acme.example/mobile', devices: ['mobile'] },
    { url: 'https://acme.example/us', countries: ['US'], devices: ['desktop'] },
    { url: 'https://acme.example/a', weight: 1 },
    { url: 'https://acme.example/b', weight: 1 },
  ];
  const PHONE =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

  async function linkWithTargets(targets: unknown[]) {
    const program = await oneLink();
    const headers = await withApiKey(program.id);
    const answer = await app.inject({
      method: 'PATCH',
      url: `/api/v1/links/${program.link.id}`,
      headers,
      payload: { targets },
    });
    return { ...program, headers, answer };
  }

  it('with several targets sends each visitor to theirs, with their parameters, and tells what came of each', async () => {
    const { link, address, headers } = await linkWithTargets(TARGETS);
    const desktop = await visit(`${address}?utm_source=blog`);
    const phone = await visit(address, { ...person(), 'user-agent': PHONE });
    expect(desktop.headers.location).toMatch(/^https:\/\/acme\.example\/us\?utm_source=blog&gw_click=clk_/);
    expect(phone.headers.location).toMatch(/^https:\/\/acme\.example\/mobile\?gw_click=clk_/);
    const figures = await app.inject({ url: `/api/v1/links/${link.id}/targets`, headers });
    const { targets } = (await app.inject({ url: `/api/v1/links/${link.id}`, headers })).json();
    expect(figures.json().data).toEqual(
      expect.arrayContaining([
        { targetId: targets[0].id, clicks: 1, customers: 0, revenueMinor: 0 },
        { targetId: targets[1].id, clicks: 1, customers: 0, revenueMinor: 0 },
      ]),
    );
  });

  it('with variants sends a visitor who comes back to the same variant', async () => {
    const { address } = await linkWithTargets(TARGETS.slice(2));
    const first = await visit(address);
    const cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
    const placeOf = (answer: typeof first) => new URL(answer.headers.location ?? '').pathname;
    for (let time = 0; time < 5; time++)
      expect(placeOf(await visit(address, { ...person(), cookie }))).toBe(placeOf(first));
  });

  it('counts a page’s own report of a visit for none of them: nobody was sent there', async () => {
    const { id, link, headers } = await linkWithTargets(TARGETS.slice(2));
    const report = await app.inject({
      method: 'POST',
      url: '/track/click',
      headers: { ...person(), origin: 'https://acme.example' },
      payload: { key: link.key, url: 'https://acme.example/pricing' },
    });
    expect(report.statusCode).toBe(200);
    await settleClicks(id);
    const figures = await app.inject({ url: `/api/v1/links/${link.id}/targets`, headers });
    expect(figures.json().data).toEqual([{ targetId: null, clicks: 1, customers: 0, revenueMinor: 0 }]);
  });

  it('refuses targets that share an id: their clicks could not be told apart', async () => {
    const [first, second] = TARGETS.slice(2).map((target) => ({ ...target, id: 'same' }));
    const { answer } = await linkWithTargets([first, second]);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual([{ path: 'targets', message: 'must not name one target twice' }]);
  });

  it('refuses a target outside the offer and names it, and nothing is changed', async () => {
    const { link, headers, answer } = await linkWithTargets([
      { url: 'https://acme.example/a' },
      { url: 'https://evil.example/' },
    ]);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual([{ path: 'targets.1.url', message: 'must lead to acme.example' }]);
    expect((await app.inject({ url: `/api/v1/links/${link.id}`, headers })).json().targets).toEqual([]);
  });

  it('that has expired sends on to where it is told to, and counts nothing', async () => {
    const { id, link, address } = await oneLink();
    await updateLink(id, link.id, {
      expiresAt: new Date(Date.now() - 1_000),
      expiredUrl: 'https://acme.example/over',
    });
    const answer = await visit(address);
    expect(answer.statusCode).toBe(302);
    expect(answer.headers.location).toBe('https://acme.example/over');
    await settleClicks(id);
    expect((await pool().query('select from tracking.clicks where workspace_id = $1', [id])).rows).toEqual(
      [],
    );
  });
});
