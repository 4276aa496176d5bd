import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { signInAs, signInAsRole, withApiKey } from '../../test/support/http.ts';
import type { App } from '../core/http/server.ts';
import { openMail, queueMail } from '../core/mail.ts';
import { queueTemplateMail } from '../core/mail-templates.ts';
import { createApp } from '../main.ts';

useDatabase();

const received: string[] = [];
let app: App;
let mailServer: SMTPServer;
let smtpUrl: string;

beforeAll(async () => {
  app = await createApp(testConfig());
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, callback) =>
      callback(address.startsWith('nobody') ? new Error('no such mailbox') : null),
    onData: (stream, _session, callback) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      stream.on('end', () => {
        received.push(text);
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', resolve));
  smtpUrl = `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`;
});
afterEach(() => {
  openMail(null);
  received.length = 0;
});
afterAll(async () => {
  await app.close();
  await new Promise<void>((resolve) => mailServer.close(resolve));
});

const mailTo = (to: string) => ({ kind: 'affiliate_invitation', to, subject: 'Hello', text: 'Come in.' });

async function setTheScene() {
  const { id, slug } = await makeWorkspace();
  return { id, slug, headers: await withApiKey(id) };
}

type Scene = Awaited<ReturnType<typeof setTheScene>>;

const stateOf = async ({ headers }: Scene, id: string) =>
  (await app.inject({ url: `/api/v1/messages/${id}`, headers })).json<{ state: string }>().state;
const send = ({ headers }: Scene, id: string) =>
  app.inject({ method: 'POST', url: `/api/v1/messages/${id}/sending`, headers, body: {} });
const discard = ({ headers }: Scene, id: string) =>
  app.inject({ method: 'DELETE', url: `/api/v1/messages/${id}`, headers });

describe('the outbox', () => {
  it('holds mails while no mail server is set up, and sends one on request when there is one', async () => {
    const scene = await setTheScene();
    const id = await queueMail(scene.id, mailTo('ann@example.com'));
    await drainJobs();
    expect(await stateOf(scene, id)).toBe('held');
    expect((await send(scene, id)).json()).toMatchObject({ status: 409, code: 'no_mail_server' });
    openMail(smtpUrl);
    expect((await send(scene, id)).statusCode).toBe(202);
    await drainJobs();
    expect(await stateOf(scene, id)).toBe('sent');
    expect(received).toEqual([
      expect.stringMatching(/To: ann@example\.com[\s\S]*Subject: Hello[\s\S]*Come in\./),
    ]);
  });

  it('sends all held mails of its own workspace at once, when there is a mail server', async () => {
    const [scene, foreign] = [await setTheScene(), await setTheScene()];
    for (const to of ['ann@example.com', 'bob@example.com']) await queueMail(scene.id, mailTo(to));
    await queueMail(foreign.id, mailTo('far@example.com'));
    await drainJobs();
    const { headers } = scene;
    const all = { method: 'POST' as const, url: '/api/v1/messages/sending', headers, body: {} };
    expect((await app.inject(all)).json()).toMatchObject({ code: 'no_mail_server' });
    openMail(smtpUrl);
    expect((await app.inject(all)).json()).toEqual({ count: 2 });
    await drainJobs();
    expect(received).toHaveLength(2);
  });

  it('sends a sent mail again as a copy under an id of its own', async () => {
    const scene = await setTheScene();
    openMail(smtpUrl);
    const id = await queueMail(scene.id, mailTo('ann@example.com'));
    await drainJobs();
    const copy = (await send(scene, id)).json<{ id: string }>();
    await drainJobs();
    expect(copy.id).not.toBe(id);
    const ids = received.map((text) => /Message-ID: <(mail_\w+)@/i.exec(text)?.[1]);
    expect(ids).toEqual([id, copy.id]);
  });

  it('never sends a discarded mail, and cannot discard a sent one', async () => {
    const scene = await setTheScene();
    const id = await queueMail(scene.id, mailTo('ann@example.com'));
    expect((await discard(scene, id)).statusCode).toBe(204);
    openMail(smtpUrl);
    await drainJobs();
    expect(received).toEqual([]);
    expect((await send(scene, id)).json()).toMatchObject({ code: 'message_state' });
    const sent = await queueMail(scene.id, mailTo('bob@example.com'));
    await drainJobs();
    expect((await discard(scene, sent)).json()).toMatchObject({ status: 409 });
  });

  it('says what the mail server answered when it refuses', async () => {
    const scene = await setTheScene();
    openMail(smtpUrl);
    const id = await queueMail(scene.id, mailTo('nobody@example.com'));
    await Promise.allSettled([drainJobs()]);
    const { headers } = scene;
    const list = await app.inject({ url: '/api/v1/messages?state=failed', headers });
    expect(list.json().data).toMatchObject([{ id, error: expect.stringContaining('no such mailbox') }]);
    const state = await app.inject({ url: '/api/v1/messages/state', headers });
    expect(state.json()).toMatchObject({ canSend: true, counts: { failed: 1, held: 0 } });
    expect((await discard(scene, id)).statusCode).toBe(204);
  });

  it('shows a mail to its own workspace only, and to those who may read messages', async () => {
    const scene = await setTheScene();
    const id = await queueMail(scene.id, mailTo('ann@example.com'));
    const foreign = await setTheScene();
    expect((await app.inject({ url: `/api/v1/messages/${id}`, headers: foreign.headers })).statusCode).toBe(
      404,
    );
    expect((await discard(foreign, id)).statusCode).toBe(404);
    const viewer = await signInAsRole(app, scene.id, 'viewer');
    expect((await app.inject({ url: '/api/v1/messages', headers: viewer })).statusCode).toBe(403);
    const reader = await signInAsRole(app, scene.id, 'sales');
    expect((await app.inject({ url: `/api/v1/messages/${id}`, headers: reader })).statusCode).toBe(200);
    const sending = {
      method: 'POST' as const,
      url: `/api/v1/messages/${id}/sending`,
      headers: reader,
      body: {},
    };
    expect((await app.inject(sending)).statusCode).toBe(403);
  });

  it('shows the text of a sign-in link to owners alone', async () => {
    const scene = await setTheScene();
    const id = await queueMail(scene.id, { ...mailTo('ann@example.com'), kind: 'sign_in_link' });
    const read = async (headers: Record<string, string>) =>
      (await app.inject({ url: `/api/v1/messages/${id}`, headers })).json<{ text: string | null }>().text;
    expect(await read(await signInAsRole(app, scene.id, 'admin'))).toBeNull();
    expect(await read(scene.headers)).toBeNull();
    expect(await read(await signInAs(app, `owner-${scene.slug}@example.com`))).toBe('Come in.');
  });
});

describe('the wording of a kind of mail', () => {
  const kind = 'affiliate_approved';
  const put = ({ headers }: Scene, body: object) =>
    app.inject({
      method: 'PUT',
      url: '/api/v1/message-templates',
      headers,
      body: { kind, locale: 'en', ...body },
    });

  it('is the catalog’s until the workspace writes its own, which the next mail uses', async () => {
    const scene = await setTheScene();
    const { headers } = scene;
    const list = await app.inject({ url: '/api/v1/message-templates', headers });
    const templates = list.json<{ data: { kind: string; locale: string; isOwn: boolean }[] }>().data;
    expect(templates.filter((it) => it.kind === kind)).toMatchObject([
      { locale: 'en', isOwn: false, preview: { subject: 'You are in: your links at Acme are ready' } },
      {
        locale: 'th',
        isOwn: false,
        placeholders: ['person.name', 'person.firstName', 'company.name', 'link'],
      },
    ]);
    const saved = await put(scene, { subject: 'Hi {{ person.firstName }}', text: 'Go to {{ link }}' });
    expect(saved.json()).toMatchObject({ isOwn: true, preview: { subject: 'Hi Ann' } });
    const values = { person: { name: 'Bob B', firstName: 'Bob' }, company: { name: 'X' }, link: 'https://x' };
    const id = await queueTemplateMail(scene.id, { kind, to: 'bob@example.com', locale: 'en', values });
    const mail = await app.inject({ url: `/api/v1/messages/${id}`, headers });
    expect(mail.json()).toMatchObject({ subject: 'Hi Bob', text: 'Go to https://x' });
    const reset = await app.inject({
      method: 'DELETE',
      url: `/api/v1/message-templates?kind=${kind}&locale=en`,
      headers,
    });
    expect(reset.json()).toMatchObject({ isOwn: false });
  });

  it('is refused when it does not render, and the answer names the part', async () => {
    const scene = await setTheScene();
    const subject = await put(scene, { subject: '{{ nobody }}', text: 'x' });
    expect(subject.json()).toMatchObject({ status: 422, errors: [{ path: 'subject' }] });
    for (const text of [
      '{% if',
      '{% render "package.json" %}',
      '{% for i in (1..100000000) %}x{% endfor %}',
    ]) {
      const answer = await put(scene, { subject: 'x', text });
      expect(answer.json()).toMatchObject({ status: 422, errors: [{ path: 'text' }] });
    }
    expect((await put(scene, { kind: 'no_such_kind', subject: 'x', text: 'x' })).statusCode).toBe(404);
  });
});
