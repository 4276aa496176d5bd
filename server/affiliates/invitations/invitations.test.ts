import { addDays } from 'date-fns/addDays';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAs, signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { systemActor } from '../../core/actor.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { findMail } from '../../core/mail-outbox.ts';
import { saveAccounts, savePeople } from '../../customers/index.ts';
import { createApp } from '../../main.ts';
import { createGroup, removeGroup } from '../groups/keep-groups.ts';
import { inviteAffiliate, listAffiliates, listAsks, type Offer, saveAffiliate, saveOffer } from '../index.ts';
import type { Accepted, InvitationOutcome, InvitationPage } from '../schema/invitation.ts';

useDatabase();

const config = testConfig();
const PASSWORD = 'correct horse battery';
let app: App;
beforeAll(async () => {
  app = await createApp(config);
});
afterAll(async () => {
  setClock();
  await app.close();
});

async function setTheScene(approvalRule: Offer['approvalRule'] = 'auto') {
  const workspace = await makeWorkspace('Acme');
  const [account] = await saveAccounts(workspace.id, [{ externalId: 'a1', name: 'Example Ltd' }]);
  const email = `ann-${workspace.slug}@example.com`;
  const people = await savePeople(workspace.id, [
    { email, name: 'Ann Smith', accountExternalId: 'a1' },
    { externalId: 'silent', name: 'No Mail', accountExternalId: 'a1' },
  ]);
  const offer = await saveOffer(workspace.id, {
    name: 'Main',
    destinationUrl: 'https://acme.example',
    approvalRule,
    termsText: 'Be fair.',
  });
  const [person, silent] = people.map(({ id }) => id);
  if (!account || !person || !silent) throw new Error('the scene is incomplete');
  return { workspace, accountId: account.id, personId: person, silentId: silent, email, offer };
}

type Scene = Awaited<ReturnType<typeof setTheScene>>;

async function invite(scene: Scene, wording: { subject?: string; body?: string; groupId?: string } = {}) {
  const { personId, accountId, offer } = scene;
  const actor = systemActor(scene.workspace.id, 'test');
  return inviteAffiliate(actor, config, { personId, accountId, offerId: offer.id, ...wording });
}

async function tokenOf(scene: Scene, mailId: string): Promise<string> {
  const mail = await findMail(scene.workspace.id, mailId);
  const token = /\/invitation\/([\w-]+)/.exec(mail?.text ?? '')?.[1];
  if (!token) throw new Error('the mail holds no link');
  return token;
}

const view = (token: string) => app.inject({ url: `/api/v1/public/invitations/${token}` });
const accept = (token: string, body: object = {}) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/public/invitations/${token}/acceptance`,
    body: { termsVersion: 1, ...body },
  });

describe('an invitation', () => {
  it('is a mail to the person with the placeholders filled and a link of its own', async () => {
    const scene = await setTheScene();
    const invitation = await invite(scene, {
      subject: 'For {{ person.firstName }} of {{ account.name }}',
      body: 'Join {{ offer.name }} of {{ company.name }}.',
    });
    const mail = await findMail(scene.workspace.id, invitation.mailId);
    expect(mail).toMatchObject({
      recipient: scene.email,
      subject: 'For Ann of Example Ltd',
      text: expect.stringMatching(
        /^Join Main of Acme\.\n\nhttp:\/\/localhost:4400\/invitation\/[\w-]{32}\n\nNot interested/,
      ),
    });
    expect(await listAsks(scene.workspace.id, addDays(new Date(), -1))).toHaveLength(1);
  });

  it('with a placeholder that nobody knows, or a tag that reads files, is refused and asks nobody', async () => {
    const scene = await setTheScene();
    for (const body of [
      '{{ secret }}',
      '{% include "/etc/passwd" %}',
      '{{ person.constructor }}',
      '{% if %}',
    ])
      await expect(invite(scene, { body })).rejects.toMatchObject({
        status: 422,
        errors: [{ path: 'body' }],
      });
    expect(await listAsks(scene.workspace.id, new Date(0))).toEqual([]);
  });

  it('reaches a person once when two colleagues invite at the same moment', async () => {
    const scene = await setTheScene();
    const answers = await Promise.allSettled([invite(scene), invite(scene), invite(scene)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    for (const reason of refused)
      expect(reason).toMatchObject({ status: 409, code: 'asked_recently', message: /Asked on \d{4}-/ });
  });

  it('to many reaches whom it can, and says of every other why not', async () => {
    const scene = await setTheScene();
    const headers = await withApiKey(scene.workspace.id);
    const taken = await savePeople(scene.workspace.id, [{ email: 'in@example.com', name: 'In' }]);
    await saveAffiliate(scene.workspace.id, { email: 'In@example.com', name: 'In', status: 'active' });
    const foreign = await savePeople((await makeWorkspace()).id, [{ email: 'far@example.com' }]);
    const ids = [scene.personId, scene.silentId, taken[0]?.id, foreign[0]?.id, scene.personId];
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/affiliate-invitations',
      headers,
      body: { offerId: scene.offer.id, recipients: ids.map((personId) => ({ personId })) },
    });
    expect(answer.statusCode).toBe(201);
    const { data } = answer.json<{ data: InvitationOutcome[] }>();
    const reasons = data.map(({ refusal, invitation }) => refusal?.reason ?? invitation?.state);
    expect(reasons.sort()).toEqual([
      'already_affiliate',
      'asked_recently',
      'no_email',
      'open',
      'unknown_person',
    ]);
    const list = await app.inject({ url: '/api/v1/affiliate-invitations?state=open', headers });
    expect(list.json()).toMatchObject({ data: [{ personId: scene.personId, state: 'open' }] });
  });

  it('can be read before it is sent, with the reason why it cannot be', async () => {
    const scene = await setTheScene();
    const headers = await withApiKey(scene.workspace.id);
    const body = { personId: scene.personId, offerId: scene.offer.id };
    const request = { method: 'POST' as const, url: '/api/v1/affiliate-invitations/preview', headers, body };
    const before = await app.inject(request);
    expect(before.json()).toMatchObject({ email: scene.email, refusal: null });
    expect(before.json<{ body: string }>().body).toContain('Hello Ann,');
    expect(before.json<{ body: string }>().body).toContain('{{ link }}');
    await invite(scene);
    expect((await app.inject(request)).json()).toMatchObject({ refusal: { reason: 'asked_recently' } });
  });

  it('is made by those who may invite only', async () => {
    const scene = await setTheScene();
    const request = {
      method: 'POST' as const,
      url: '/api/v1/affiliate-invitations',
      body: { offerId: scene.offer.id, recipients: [{ personId: scene.personId }] },
    };
    const viewer = await signInAsRole(app, scene.workspace.id, 'viewer');
    expect((await app.inject({ ...request, headers: viewer })).statusCode).toBe(403);
    const manager = await signInAsRole(app, scene.workspace.id, 'affiliate_manager');
    expect((await app.inject({ ...request, headers: manager })).statusCode).toBe(201);
  });
});

describe('accepting', () => {
  it('makes a newcomer an active affiliate who can sign in and sees the portal only', async () => {
    const scene = await setTheScene();
    const token = await tokenOf(scene, (await invite(scene)).mailId);
    expect((await view(token)).json<InvitationPage>()).toMatchObject({
      company: { name: 'Acme' },
      offer: { name: 'Main', terms: { version: 1, text: 'Be fair.' } },
      email: scene.email,
    });
    const answer = await accept(token, { password: PASSWORD, payoutEmail: 'Pay@example.com' });
    expect(answer.json<Accepted>()).toMatchObject({
      status: 'active',
      email: scene.email,
      signInUrl: expect.stringContaining('/sign-in/link?token='),
    });
    const headers = await signInAs(app, scene.email, PASSWORD);
    expect((await app.inject({ url: '/api/v1/portal/me', headers })).json()).toMatchObject({
      status: 'active',
      payoutEmail: 'pay@example.com',
      offers: [{ name: 'Main', acceptedTermsVersion: 1 }],
    });
    for (const url of ['/api/v1/affiliates', '/api/v1/offers', '/api/v1/messages', '/api/v1/api-keys'])
      expect((await app.inject({ url, headers })).statusCode).toBe(403);
    expect(await listAffiliates(scene.workspace.id, null)).toMatchObject([
      { personId: scene.personId, accountId: scene.accountId, source: 'invitation' },
    ]);
  });

  it('leads into the group that the invitation names, and into none when that was removed meanwhile', async () => {
    for (const isRemoved of [false, true]) {
      const scene = await setTheScene();
      const actor = systemActor(scene.workspace.id, 'test');
      const { id: groupId } = await createGroup(actor, { name: 'Agencies' });
      const invitation = await invite(scene, { groupId });
      expect(invitation.groupId).toBe(groupId);
      const token = await tokenOf(scene, invitation.mailId);
      if (isRemoved) await removeGroup(actor, groupId);
      expect((await accept(token)).statusCode).toBeLessThan(300);
      const [affiliate] = await listAffiliates(scene.workspace.id, null);
      expect(affiliate?.groupId).toBe(isRemoved ? null : groupId);
    }
  });

  it('ends well for both when the group is removed at the same moment', async () => {
    const scene = await setTheScene();
    const actor = systemActor(scene.workspace.id, 'test');
    const { id: groupId } = await createGroup(actor, { name: 'Agencies' });
    const token = await tokenOf(scene, (await invite(scene, { groupId })).mailId);
    const [accepted] = await Promise.all([accept(token), removeGroup(actor, groupId)]);
    expect(accepted?.statusCode).toBeLessThan(300);
    expect(await listAffiliates(scene.workspace.id, null)).toMatchObject([{ groupId: null }]);
  });

  it('works once, also for two at the same moment', async () => {
    const scene = await setTheScene();
    const token = await tokenOf(scene, (await invite(scene)).mailId);
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410]);
    expect((await view(token)).json()).toMatchObject({ status: 410, code: 'invitation_expired' });
    expect(await listAffiliates(scene.workspace.id, null)).toHaveLength(1);
  });

  it('waits for a decision where the offer says so, and the portal says that it waits', async () => {
    const scene = await setTheScene('manual');
    const token = await tokenOf(scene, (await invite(scene)).mailId);
    expect((await accept(token, { password: PASSWORD })).json()).toMatchObject({ status: 'pending' });
    const headers = await signInAs(app, scene.email, PASSWORD);
    expect((await app.inject({ url: '/api/v1/portal/me', headers })).json()).toMatchObject({
      status: 'pending',
    });
  });

  it('is refused with an unknown or expired token, and with terms that changed meanwhile', async () => {
    expect((await view('no-such-token-here')).statusCode).toBe(404);
    const scene = await setTheScene();
    const token = await tokenOf(scene, (await invite(scene)).mailId);
    expect((await accept(token, { termsVersion: 2 })).json()).toMatchObject({ code: 'terms_changed' });
    setClock(() => addDays(new Date(), 30));
    expect((await view(token)).statusCode).toBe(410);
    expect((await accept(token)).statusCode).toBe(410);
    setClock();
    expect((await accept(token)).statusCode).toBe(200);
  });

  it('opens nobody’s account: who could sign in before gets no link and keeps their role', async () => {
    const scene = await setTheScene();
    const owner = `owner-${scene.workspace.slug}@example.com`;
    const [person] = await savePeople(scene.workspace.id, [{ email: owner, name: 'Owner' }]);
    const token = await tokenOf(scene, (await invite({ ...scene, personId: person?.id ?? '' })).mailId);
    const answer = await accept(token, { password: 'another password' });
    expect(answer.json()).toMatchObject({ email: owner, signInUrl: null });
    const headers = await signInAs(app, owner, PASSWORD);
    expect((await app.inject({ url: '/api/v1/session', headers })).json()).toMatchObject({ role: 'owner' });
  });

  it('does not lift a suspension', async () => {
    const scene = await setTheScene();
    const token = await tokenOf(scene, (await invite(scene)).mailId);
    await saveAffiliate(scene.workspace.id, { email: scene.email, name: 'Ann', status: 'suspended' });
    expect((await accept(token)).json()).toMatchObject({ status: 409, code: 'affiliate_status' });
  });
});
