import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { signInAs, signInAsRole, withApiKey } from '../../test/support/http.ts';
import type { App } from '../core/http/server.ts';
import { findPeople, findPersonIds, saveAccounts, savePeople } from '../customers/index.ts';
import { createApp } from '../main.ts';
import { ensureIdentity, upsertMember } from '../workspace/index.ts';
import { findAffiliate, listAffiliates, type Offer, saveAffiliate, saveOffer } from './index.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const destinationUrl = 'https://acme.example/start';

async function post(url: string, headers: Record<string, string>, body: object = {}) {
  return app.inject({ method: 'POST', url: `/api/v1${url}`, headers, body });
}

async function pendingAffiliate(workspaceId: string) {
  return saveAffiliate(workspaceId, { email: `ann-${workspaceId}@example.com`, name: 'Ann Smith' });
}

describe('a decision on an affiliate', () => {
  it('is taken by those who may approve only', async () => {
    const { id } = await makeWorkspace();
    const affiliate = await pendingAffiliate(id);
    const writer = await withApiKey(id, ['affiliates.read', 'affiliates.write']);
    expect((await post(`/affiliates/${affiliate.id}/approval`, writer)).statusCode).toBe(403);
    const manager = await signInAsRole(app, id, 'affiliate_manager');
    const answer = await post(`/affiliates/${affiliate.id}/approval`, manager);
    expect(answer.json()).toMatchObject({ status: 'active' });
    const other = await withApiKey((await makeWorkspace()).id);
    expect((await post(`/affiliates/${affiliate.id}/suspension`, other)).statusCode).toBe(404);
  });

  it('lets the approved one in and tells them by mail, once for two who approve at the same moment', async () => {
    const { id } = await makeWorkspace();
    const headers = await withApiKey(id);
    const affiliate = await pendingAffiliate(id);
    const approve = () => post(`/affiliates/${affiliate.id}/approval`, headers);
    const codes = (await Promise.all([approve(), approve()])).map(({ statusCode }) => statusCode);
    expect(codes.sort()).toEqual([200, 409]);
    expect((await findAffiliate(id, affiliate.id))?.userId).toMatch(/^usr_/);
    const mails = await app.inject({ url: '/api/v1/messages?kind=affiliate_approved', headers });
    expect(mails.json().data).toMatchObject([{ recipient: affiliate.email }]);
  });

  it('shows on the account: who of it is an affiliate, and no longer after a suspension', async () => {
    const { id } = await makeWorkspace();
    const headers = await withApiKey(id);
    const [account] = await saveAccounts(id, [{ externalId: 'a1', name: 'Example' }]);
    const created = await post('/affiliates', headers, {
      name: 'Ann',
      email: 'ann@example.com',
      accountId: account?.id,
    });
    expect(created.json()).toMatchObject({ status: 'active', accountId: account?.id });
    const affiliateId: string = created.json().id;
    const reason = 'Asked for it';
    const suspended = await post(`/affiliates/${affiliateId}/suspension`, headers, { reason });
    expect(suspended.json()).toMatchObject({ status: 'suspended', statusReason: reason });
    const again = await post(`/affiliates/${affiliateId}/suspension`, headers);
    expect(again.json()).toMatchObject({ status: 409, code: 'affiliate_status' });
    const lifted = await app.inject({
      method: 'DELETE',
      url: `/api/v1/affiliates/${affiliateId}/suspension`,
      headers,
    });
    expect(lifted.json()).toMatchObject({ status: 'active' });
  });

  it('waits when the one who adds somebody may not approve', async () => {
    const { id } = await makeWorkspace();
    const writer = await withApiKey(id, ['affiliates.read', 'affiliates.write']);
    const body = { name: 'Bob', email: 'Bob@example.com' };
    expect((await post('/affiliates', writer, body)).json()).toMatchObject({ status: 'pending' });
    expect((await post('/affiliates', writer, body)).json()).toMatchObject({ code: 'already_affiliate' });
  });

  it('never ties an affiliate to a person or account of another workspace', async () => {
    const { id } = await makeWorkspace();
    const headers = await withApiKey(id);
    const [foreign] = await savePeople((await makeWorkspace()).id, [{ email: 'x@example.com' }]);
    const body = { name: 'Bob', email: 'bob@example.com', personId: foreign?.id };
    expect((await post('/affiliates', headers, body)).statusCode).toBe(404);
    expect(await listAffiliates(id, null)).toEqual([]);
  });
});

describe('the list of affiliates', () => {
  it('pages through everybody once, newest first, and finds by part of a name', async () => {
    const { id } = await makeWorkspace();
    const headers = await withApiKey(id);
    for (const name of ['Ann', 'Bob', 'Cy_d', 'Dan', 'Eve'])
      await saveAffiliate(id, { email: `${name}@example.com`, name });
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await app.inject({ url: `/api/v1/affiliates?limit=2${cursor}`, headers });
      seen.push(...page.json().data.map(({ name }: { name: string }) => name));
      cursor = page.json().nextCursor ? `&cursor=${page.json().nextCursor}` : '';
    } while (cursor);
    expect(seen).toEqual(['Eve', 'Dan', 'Cy_d', 'Bob', 'Ann']);
    const found = await app.inject({ url: '/api/v1/affiliates?q=y_', headers });
    expect(found.json().data).toMatchObject([{ name: 'Cy_d' }]);
    const counts = await app.inject({ url: '/api/v1/affiliates/counts', headers });
    expect(counts.json()).toEqual({ pending: 5, active: 0, suspended: 0, rejected: 0 });
  });
});

describe('the public program', () => {
  async function openProgram(offer: Partial<Offer> & { termsText?: string } = {}) {
    const workspace = await makeWorkspace('Acme');
    const saved = await saveOffer(workspace.id, {
      name: 'Main',
      destinationUrl,
      termsText: 'Be fair.',
      ...offer,
    });
    const url = `/public/programs/${workspace.slug}`;
    const apply = (body: object = {}) =>
      post(
        `${url}/applications`,
        { 'x-forwarded-for': '10.1.1.1' },
        {
          name: 'Ann',
          email: 'ann@example.com',
          promotion: 'I write a blog.',
          offerId: saved.id,
          termsVersion: 1,
          ...body,
        },
      );
    return { workspace, offer: saved, url: `/api/v1${url}`, apply };
  }

  it('shows open offers to strangers, and nothing of a company without one', async () => {
    const { url } = await openProgram();
    expect((await app.inject({ url })).json()).toMatchObject({
      company: { name: 'Acme' },
      offers: [{ name: 'Main', terms: { text: 'Be fair.' } }],
    });
    const closed = await openProgram({ isOpen: false });
    expect((await app.inject({ url: closed.url })).statusCode).toBe(404);
    expect((await closed.apply()).statusCode).toBe(404);
  });

  it('takes an application into the queue, with the person on record', async () => {
    const { workspace, apply } = await openProgram();
    expect((await apply({ website: 'https://blog.example' })).statusCode).toBe(202);
    const person = await findPersonIds(workspace.id, { emails: ['ann@example.com'] });
    expect(await listAffiliates(workspace.id, null)).toMatchObject([
      {
        status: 'pending',
        source: 'application',
        personId: person.get('ann@example.com'),
        promotion: 'I write a blog.',
        userId: null,
      },
    ]);
  });

  it('lets in at once where the offer says so, but gives a stranger no login for the address', async () => {
    const { workspace, apply } = await openProgram({ approvalRule: 'auto' });
    const answer = await apply();
    expect(answer.json()).toEqual({ status: 'received' });
    expect(await listAffiliates(workspace.id, null)).toMatchObject([{ status: 'active' }]);
    const headers = await withApiKey(workspace.id);
    const mails = await app.inject({ url: '/api/v1/messages', headers });
    expect(mails.json().data).toMatchObject([{ kind: 'affiliate_approved', recipient: 'ann@example.com' }]);
  });

  it('answers the same to somebody who is in, changes nothing of theirs, and renames nobody', async () => {
    const { workspace, apply } = await openProgram();
    const [known] = await savePeople(workspace.id, [{ email: 'ann@example.com', name: 'Ann Smith' }]);
    await apply();
    expect((await apply({ name: 'Mallory' })).json()).toEqual({ status: 'received' });
    expect(await listAffiliates(workspace.id, null)).toMatchObject([{ name: 'Ann' }]);
    expect(await findPeople(workspace.id, [known?.id ?? ''])).toMatchObject([{ name: 'Ann Smith' }]);
  });

  it('names every field that is wrong', async () => {
    const { apply } = await openProgram();
    const answer = await apply({ email: 'not an address', website: 'javascript:alert(1)', promotion: '' });
    expect(answer.statusCode).toBe(422);
    const paths = answer.json().errors.map(({ path }: { path: string }) => path);
    expect(paths.sort()).toEqual(['email', 'promotion', 'website']);
  });
});

describe('offers', () => {
  it('keep every wording of their terms, and a name is taken once', async () => {
    const { id } = await makeWorkspace();
    const headers = await withApiKey(id);
    const created = await post('/offers', headers, { name: 'Main', destinationUrl, termsText: 'One' });
    expect(created.json()).toMatchObject({ terms: { version: 1 }, allowedHosts: ['acme.example'] });
    const taken = await post('/offers', headers, { name: 'MAIN', destinationUrl });
    expect(taken.json()).toMatchObject({ status: 409, code: 'offer_name_taken' });
    const url = `/api/v1/offers/${created.json().id}`;
    const patch = (body: object) => app.inject({ method: 'PATCH', url, headers, body });
    expect((await patch({ termsText: 'Two' })).json()).toMatchObject({ terms: { version: 2, text: 'Two' } });
    expect((await patch({ windowDays: 30 })).json()).toMatchObject({ terms: { version: 2 }, windowDays: 30 });
    expect((await patch({ destinationUrl: 'javascript:alert(1)' })).statusCode).toBe(422);
    const archived = await patch({ status: 'archived' });
    expect(archived.json()).toMatchObject({ status: 'archived' });
    expect((await post('/offers', headers, { name: 'Main', destinationUrl })).statusCode).toBe(201);
    expect((await patch({ status: 'active' })).statusCode).toBe(409);
  });
});

describe('the portal', () => {
  it('lets affiliates change their profile, and tells a member who is no affiliate so', async () => {
    const { id } = await makeWorkspace();
    const affiliate = await pendingAffiliate(id);
    const offer = await saveOffer(id, { name: 'Main', destinationUrl, termsText: 'Be fair.' });
    await post(`/affiliates/${affiliate.id}/approval`, await withApiKey(id));
    const stranger = await signInAsRole(app, id, 'affiliate');
    expect((await app.inject({ url: '/api/v1/portal/me', headers: stranger })).statusCode).toBe(404);

    const password = 'correct horse battery';
    const email = `pat-${id}@example.com`;
    const userId = await ensureIdentity({ email, name: 'Pat', password });
    await upsertMember(id, userId, 'affiliate');
    const pat = await post('/affiliates', await withApiKey(id), { name: 'Pat', email });
    expect(pat.json()).toMatchObject({ userId });
    const headers = await signInAs(app, email, password);
    const change = { method: 'PATCH' as const, url: '/api/v1/portal/me', headers };
    const changed = await app.inject({ ...change, body: { website: 'https://pat.example' } });
    expect(changed.json()).toMatchObject({ website: 'https://pat.example', company: { currency: 'USD' } });
    expect((await app.inject({ ...change, body: { website: 'nowhere' } })).statusCode).toBe(422);
    const accepted = await post('/portal/terms-acceptances', headers, { offerId: offer.id, version: 1 });
    expect(accepted.json()).toMatchObject({ offers: [{ acceptedTermsVersion: 1 }] });
  });
});
