import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { listOffers } from '../../affiliates/index.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { savePeople } from '../index.ts';
import type { ConsentView } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { body } : {}) });
  const [ann, bo] = await savePeople(ws, [
    { email: 'ann@acme.example', name: 'Ann' },
    { email: 'bo@acme.example', name: 'Bo' },
  ]);
  const view = async (id = ann?.id) => (await send('GET', `/people/${id}/consents`)).json<ConsentView>();
  const stateOf = async (purpose: string, id = ann?.id) =>
    (await view(id)).states.find((one) => one.purpose === purpose && one.channel === 'email')?.isGranted;
  const say = (id: string | undefined, body: object) => send('POST', `/people/${id}/consents`, body);
  const page = async () => new URL((await view()).preferencesUrl ?? '').pathname.replace('/preferences/', '');
  return { ws, send, view, stateOf, say, page, ann: ann?.id ?? '', bo: bo?.id ?? '' };
}

/** As a stranger: a person with a link, a mail program, a scanner. */
const visit = (method: 'GET' | 'POST', url: string, body?: object | string) =>
  app.inject({
    method,
    url: `/api/v1/public/preferences/${url}`,
    ...(body === undefined ? {} : { payload: body }),
    ...(typeof body === 'string' ? { headers: { 'content-type': 'application/x-www-form-urlencoded' } } : {}),
  });

describe('consent', () => {
  it('holds by its newest word in whatever order it is told, and is kept with basis, source and moment', async () => {
    const { say, view, stateOf, ann } = await enter();
    await say(ann, { purpose: 'news', isGranted: false, at: '2026-03-01' });
    await say(ann, { purpose: 'news', isGranted: true, at: '2026-01-01', evidence: 'Ticked at the fair' });
    expect(await stateOf('news')).toBe(false);
    const { history, states } = await view();
    expect(history.map(({ isGranted, evidence }) => [isGranted, evidence])).toEqual([
      [false, null],
      [true, 'Ticked at the fair'],
    ]);
    expect(states.find(({ purpose }) => purpose === 'surveys')).toMatchObject({
      isGranted: null,
      because: null,
    });
  });

  it('with an external id is recorded once, however often and at once it is told', async () => {
    const { say, view, ann, bo } = await enter();
    const body = { purpose: 'news', isGranted: true, externalId: 'form-1' };
    const answers = await Promise.all([1, 2, 3].map(() => say(ann, body)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect((await view()).history).toHaveLength(1);
    expect((await say(bo, body)).json()).toMatchObject({ status: 409, code: 'consent_exists' });
  });

  it('refuses what cannot be, by the name of its field', async () => {
    const { say, view, ann } = await enter();
    const wrong = [
      [{ purpose: 'all', isGranted: true }, 'isGranted'],
      [{ purpose: 'anything', isGranted: true }, 'purpose'],
      [{ purpose: 'news', isGranted: true, at: '2999-01-01' }, 'at'],
    ] as const;
    for (const [body, path] of wrong)
      expect((await say(ann, body)).json()).toMatchObject({ status: 422, errors: [{ path }] });
    expect((await view()).history).toEqual([]);
  });

  it('of two people who are merged is the stricter one, and each has their own again after the undo', async () => {
    const { say, send, stateOf, view, ann, bo } = await enter();
    await say(ann, { purpose: 'news', isGranted: true, at: '2026-03-01' });
    await say(bo, { purpose: 'news', isGranted: false, at: '2026-01-01' });
    await say(bo, { purpose: 'surveys', isGranted: true, at: '2026-01-01' });
    const [annBefore, boBefore] = [await view(ann), await view(bo)];
    const merge = await send('POST', '/merges', { object: 'person', keptId: ann, mergedId: bo });
    expect(merge.statusCode).toBeLessThan(300);
    expect([await stateOf('news'), await stateOf('surveys')]).toEqual([false, true]);
    expect((await view()).history).toHaveLength(4);
    await send('DELETE', `/merges/${merge.json().id}`);
    expect((await view(ann)).history).toEqual(annBefore.history);
    expect((await view(bo)).history).toEqual(boBefore.history);
  });

  it('can be given anew after a merge', async () => {
    const { say, send, stateOf, ann, bo } = await enter();
    await say(ann, { purpose: 'news', isGranted: true, at: '2026-03-01' });
    await say(bo, { purpose: 'news', isGranted: false, at: '2026-01-01' });
    await send('POST', '/merges', { object: 'person', keptId: ann, mergedId: bo });
    await say(ann, { purpose: 'news', isGranted: true });
    expect(await stateOf('news')).toBe(true);
  });
});

describe('a person’s own page', () => {
  it('shows no more than the masked address, and takes choices by POST alone', async () => {
    const { page, stateOf, view } = await enter();
    const token = await page();
    const shown = await visit('GET', token);
    expect(shown.json()).toMatchObject({
      maskedEmail: 'a…@acme.example',
      choices: [{ isGranted: null }, {}, {}, {}],
    });
    expect(shown.body).not.toContain('Ann');
    await visit('POST', token, { choices: { news: true, surveys: false } });
    await visit('POST', token, { choices: { news: true, surveys: false } });
    expect([await stateOf('news'), await stateOf('surveys'), await stateOf('product')]).toEqual([
      true,
      false,
      null,
    ]);
    expect((await view()).history, 'said again, it is not told again').toHaveLength(2);
    await visit('POST', token, { nothing: true });
    expect([await stateOf('news'), await stateOf('product')]).toEqual([false, false]);
  });

  it('unsubscribes with one click by POST, and changes nothing for a scanner that opens the address', async () => {
    const { page, stateOf } = await enter();
    const token = await page();
    const scanned = await visit('GET', `${token}/unsubscribe?purpose=program`);
    expect([scanned.statusCode, await stateOf('program')]).toEqual([302, null]);
    const clicked = await visit('POST', `${token}/unsubscribe?purpose=program`, 'List-Unsubscribe=One-Click');
    expect([clicked.statusCode, await stateOf('program'), await stateOf('news')]).toEqual([200, false, null]);
  });

  it('says one thing once, however many clicks of a mail program come at once', async () => {
    const { page, view } = await enter();
    const token = await page();
    const click = (purpose: string) => visit('POST', `${token}/unsubscribe?purpose=${purpose}`, '');
    await Promise.all([1, 2, 3, 4].map(() => click('program')));
    expect((await view()).history).toHaveLength(1);
    await Promise.all([1, 2, 3, 4].map(() => click('all')));
    expect((await view()).history).toHaveLength(2);
  });

  it('is given only to those who may record what people say', async () => {
    const { ws, ann } = await enter();
    const headers = await signInAsRole(app, ws, 'viewer');
    const answer = await app.inject({ url: `/api/v1/people/${ann}/consents`, headers });
    expect(answer.json<ConsentView>().preferencesUrl).toBeNull();
  });

  it('is found by its address alone, also after the person was merged', async () => {
    const { send, stateOf, page, ann, bo } = await enter();
    const token = await page();
    for (const wrong of ['nonsense', `${token.slice(0, -4)}AAAA`])
      expect((await visit('GET', wrong)).statusCode).toBe(404);
    await send('POST', '/merges', { object: 'person', keptId: bo, mergedId: ann });
    await visit('POST', token, { choices: { news: false } });
    expect(await stateOf('news', bo)).toBe(false);
  });
});

describe('who has refused', () => {
  it('is not invited to recommend, and is told where to say so in every invitation', async () => {
    const { ws, send, say, ann, bo } = await enter();
    await send('POST', '/offers', { name: 'Main', destinationUrl: 'https://acme.example' });
    const [offer] = await listOffers(ws);
    await say(ann, { purpose: 'all', isGranted: false });
    const recipients = [{ personId: ann }, { personId: bo }];
    const answer = await send('POST', '/affiliate-invitations', { offerId: offer?.id, recipients });
    const outcomes = answer.json<{ data: { personId: string; refusal: { reason: string } | null }[] }>().data;
    expect(outcomes.find(({ personId }) => personId === ann)?.refusal?.reason).toBe('refused_contact');
    expect(outcomes.find(({ personId }) => personId === bo)?.refusal).toBeNull();
    await drainJobs();
    const { rows } = await pool().query<{
      recipient: string;
      headers: Record<string, string>;
      body_text: string;
    }>(
      "select recipient, headers, body_text from core.mails where workspace_id = $1 and kind = 'affiliate_invitation'",
      [ws],
    );
    expect(rows.map(({ recipient }) => recipient)).toEqual(['bo@acme.example']);
    expect(rows[0]?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const address = new URL(rows[0]?.headers['List-Unsubscribe']?.slice(1, -1) ?? '');
    expect(rows[0]?.body_text).toContain('/preferences/');
    const clicked = await app.inject({ method: 'POST', url: address.pathname + address.search });
    expect(clicked.statusCode).toBe(200);
    const again = await send('POST', '/affiliate-invitations/preview', { offerId: offer?.id, personId: bo });
    expect(again.json().refusal?.reason).toBe('refused_contact');
  });
});
