import type { AddressInfo } from 'node:net';
import { Dub } from 'dub';
import { Conflict, NotFound, UnprocessableEntity } from 'dub/models/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { saveAffiliate, saveOffer } from '../../affiliates/index.ts';
import { savePlan } from '../../commissions/index.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordSale, saveCoupon } from '../../tracking/index.ts';
import type { Permission } from '../../workspace/index.ts';

useDatabase();

let app: App;
let serverURL: string;
beforeAll(async () => {
  app = await createApp(testConfig());
  await app.listen({ port: 0, host: '127.0.0.1' });
  serverURL = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/dub`;
});
afterAll(() => app.close());

const url = 'https://acme.example/start';

async function clientOf(workspaceId: string, scopes?: Permission[]) {
  const { authorization } = await withApiKey(workspaceId, scopes);
  return new Dub({
    token: authorization.replace('Bearer ', ''),
    serverURL,
    retryConfig: { strategy: 'none' },
  });
}

async function setTheScene() {
  const { id } = await makeWorkspace();
  const offer = await saveOffer(id, { name: 'Main', destinationUrl: url });
  return { id, offer, dub: await clientOf(id) };
}

describe('a partner', () => {
  it('is made with a first link, and the same e-mail changes the one that is there', async () => {
    const { id, offer, dub } = await setTheScene();
    const wanted = { email: 'Ann@Example.com', name: 'Ann', tenantId: 'user-1', username: 'ann' };
    const partner = await dub.partners.create(wanted);
    expect(partner).toMatchObject({
      id: expect.stringMatching(/^pn_[0-9a-f]{32}$/),
      email: 'ann@example.com',
      status: 'approved',
      tenantId: 'user-1',
      programId: offer.id.replace('off_', 'prog_'),
      links: [{ key: 'ann', shortLink: 'http://localhost:4400/r/ann', url }],
    });
    const again = await dub.partners.create({ ...wanted, name: 'Ann B', country: 'TH' });
    expect(again).toMatchObject({ id: partner.id, name: 'Ann B', country: 'TH' });
    expect(again.links).toHaveLength(1);
    const headers = await withApiKey(id);
    const mails = await app.inject({ url: '/api/v1/messages', headers });
    expect(mails.json()).toMatchObject({ data: [] });
    const taken = { email: 'bob@example.com', tenantId: 'user-1' };
    await expect(dub.partners.create(taken)).rejects.toBeInstanceOf(Conflict);
  });

  it('waits for approval when the key may not approve', async () => {
    const { id } = await setTheScene();
    const dub = await clientOf(id, ['affiliates.write', 'links.write']);
    expect(await dub.partners.create({ email: 'ann@example.com' })).toMatchObject({ status: 'pending' });
  });

  it('is banned with a reason or deactivated, and saving them again lifts neither', async () => {
    const { dub } = await setTheScene();
    const ann = await dub.partners.create({ email: 'ann@example.com', tenantId: 'ann' });
    await dub.partners.create({ email: 'bob@example.com', tenantId: 'bob' });
    expect(await dub.partners.ban({ partnerId: ann.id, reason: 'fraud' })).toEqual({ partnerId: ann.id });
    await dub.partners.ban({ partnerId: ann.id, reason: 'spam' });
    await dub.partners.deactivate({ tenantId: 'bob' });
    expect(await dub.partners.create({ email: 'ann@example.com' })).toMatchObject({
      status: 'banned',
      bannedReason: 'fraud',
    });
    expect(await dub.partners.list({ status: 'deactivated' })).toMatchObject([{ email: 'bob@example.com' }]);
    await expect(dub.partners.ban({ partnerId: 'pn_unknown', reason: 'fraud' })).rejects.toBeInstanceOf(
      NotFound,
    );
  });

  it('is found by e-mail, tenant id and part of the name, in pages, and in its own workspace only', async () => {
    const { dub } = await setTheScene();
    for (const name of ['Ann', 'Bob', 'Cy'])
      await dub.partners.create({ email: `${name}@example.com`, name });
    expect(await dub.partners.list({ search: 'bo' })).toMatchObject([{ name: 'Bob' }]);
    expect(await dub.partners.list({ email: 'CY@example.com' })).toMatchObject([{ name: 'Cy' }]);
    expect(await dub.partners.list({ tenantId: 'nobody' })).toEqual([]);
    const pages = [1, 2, 3].map((page) => dub.partners.list({ page, pageSize: 2, sortOrder: 'asc' }));
    const names = (await Promise.all(pages)).map((page) => page.map(({ name }) => name));
    expect(names).toEqual([['Ann', 'Bob'], ['Cy'], []]);
    await expect(dub.partners.list({ groupId: 'grp_1' })).rejects.toBeInstanceOf(UnprocessableEntity);
    const other = await setTheScene();
    expect(await other.dub.partners.list({})).toEqual([]);
  });

  it('gets links to other pages of the offer, and none to anywhere else', async () => {
    const { dub } = await setTheScene();
    const { id: partnerId } = await dub.partners.create({ email: 'ann@example.com', tenantId: 'ann' });
    const deep = 'https://acme.example/pricing';
    const link = await dub.partners.createLink({ partnerId, url: deep, key: 'Ann-Pricing' });
    expect(link).toMatchObject({ url: deep, key: 'ann-pricing', partnerId, tenantId: 'ann' });
    const renamed = await dub.partners.upsertLink({ tenantId: 'ann', url: deep, key: 'prices' });
    expect(renamed).toMatchObject({ id: link.id, key: 'prices' });
    expect(await dub.partners.retrieveLinks({ partnerId: `ext_ann` })).toHaveLength(2);
    const away = { partnerId, url: 'https://evil.example' };
    await expect(dub.partners.createLink(away)).rejects.toBeInstanceOf(UnprocessableEntity);
    const taken = { partnerId, url: deep, key: 'prices' };
    await expect(dub.partners.createLink(taken)).rejects.toBeInstanceOf(Conflict);
  });

  it('cannot be made before there is an offer', async () => {
    const dub = await clientOf((await makeWorkspace()).id);
    await expect(dub.partners.create({ email: 'ann@example.com' })).rejects.toBeInstanceOf(Conflict);
  });
});

describe('links', () => {
  async function withPartner() {
    const scene = await setTheScene();
    const affiliate = await saveAffiliate(scene.id, {
      email: 'ann@example.com',
      name: 'Ann',
      status: 'active',
    });
    return { ...scene, partnerId: affiliate.id.replace('aff_', 'pn_') };
  }

  it('are made, read, changed and removed', async () => {
    const { dub, partnerId } = await withPartner();
    const link = await dub.links.create({ url, key: 'one', partnerId });
    expect(link).toMatchObject({
      key: 'one',
      domain: 'localhost:4400',
      clicks: 0,
      archived: false,
      partnerId,
    });
    expect(await dub.links.get({ linkId: link.id })).toEqual(link);
    expect(await dub.links.get({ domain: 'localhost:4400', key: 'ONE' })).toEqual(link);
    const changed = await dub.links.update(link.id, { key: 'uno', expiresAt: '2030-01-01T00:00:00.000Z' });
    expect(changed).toMatchObject({ id: link.id, key: 'uno', expiresAt: '2030-01-01T00:00:00.000Z' });
    const other = 'https://acme.example/other';
    const upserted = await dub.links.upsert({ url: other, partnerId });
    expect(await dub.links.upsert({ url: other, partnerId })).toMatchObject({ id: upserted.id });
    expect(await dub.links.count({})).toBe(2);
    const plain = await dub.links.update(link.id, { url });
    expect(await dub.links.upsert({ url, partnerId })).toMatchObject({ id: plain.id, url });
    expect(await dub.links.count({})).toBe(2);
    expect(await dub.links.delete(link.id)).toEqual({ id: link.id });
    await expect(dub.links.get({ linkId: link.id })).rejects.toBeInstanceOf(NotFound);
  });

  it('are made, changed and removed in bulk, each refused on its own', async () => {
    const { dub, partnerId } = await withPartner();
    const made = await dub.links.createMany([
      { url, key: 'one', partnerId },
      { url, key: 'one', partnerId },
      { url: 'https://evil.example', partnerId },
      { url, key: 'two', partnerId },
      { url },
    ]);
    expect(made).toMatchObject([
      { key: 'one' },
      { code: 'conflict' },
      { code: 'unprocessable_entity' },
      { key: 'two' },
      { code: 'unprocessable_entity' },
    ]);
    const { result } = await dub.links.list({ pageSize: 1 });
    const next = await dub.links.list({ pageSize: 1, startingAfter: result[0]?.id });
    expect([result[0]?.key, next.result[0]?.key]).toEqual(['two', 'one']);
    const linkIds = [...result, ...next.result].map(({ id }) => id);
    const archived = await dub.links.updateMany({ linkIds, data: { archived: true } });
    expect(archived).toMatchObject([{ archived: true }, { archived: true }]);
    expect(await dub.links.count({})).toBe(0);
    expect(await dub.links.count({ showArchived: true })).toBe(2);
    expect(await dub.links.deleteMany({ linkIds })).toEqual({ deletedCount: 2 });
  });

  it('are never cloaked, split or guarded in silence: what is not offered is refused', async () => {
    const { dub, partnerId } = await withPartner();
    const link = { url, partnerId };
    for (const extra of [
      { password: 'x' },
      { geo: { US: url } },
      { ios: url },
      { rewrite: true },
      { externalId: '1' },
    ])
      await expect(dub.links.create({ ...link, ...extra })).rejects.toBeInstanceOf(UnprocessableEntity);
    expect(await dub.links.create({ ...link, title: 'Hello', proxy: false })).toMatchObject({ title: null });
  });

  it('of another workspace are not found', async () => {
    const { dub, partnerId } = await withPartner();
    const link = await dub.links.create({ url, key: 'mine', partnerId });
    const other = (await setTheScene()).dub;
    await expect(other.links.get({ linkId: link.id })).rejects.toBeInstanceOf(NotFound);
    const address = { domain: link.domain, key: link.key };
    await expect(other.links.get(address)).rejects.toBeInstanceOf(NotFound);
    await expect(other.links.update(link.id, { key: 'theirs' })).rejects.toBeInstanceOf(NotFound);
    await expect(other.links.delete(link.id)).rejects.toBeInstanceOf(NotFound);
  });
});

describe('customers, commissions and payouts', () => {
  it('are read with the partner who brought them, and a customer is corrected', async () => {
    const { id, offer, dub } = await setTheScene();
    await savePlan(id, { name: 'Plan', kind: 'percent', rateBasisPoints: 2_000, recurrence: 'lifetime' });
    const partner = await dub.partners.create({ email: 'ann@example.com', name: 'Ann' });
    const affiliateId = partner.id.replace('pn_', 'aff_');
    await saveCoupon(id, { affiliateId, offerId: offer.id, code: 'ANN' });
    const sale = { customerExternalId: 'user-1', amountMinor: 5_000, currency: 'USD', couponCode: 'ANN' };
    await recordSale(id, { ...sale, externalId: 'inv-1' });

    const expanded = await dub.customers.get({ id: 'ext_user-1', includeExpandedFields: true });
    expect(expanded).toMatchObject({ externalId: 'user-1', partner: { id: partner.id, name: 'Ann' } });
    const corrected = await dub.customers.update({
      id: expanded.id,
      requestBody: { email: 'Cy@example.com' },
    });
    expect(corrected).toMatchObject({ email: 'cy@example.com' });
    const { result } = await dub.customers.list({ email: 'cy@example.com', partnerId: partner.id });
    expect(result).toMatchObject([{ id: expanded.id }]);
    await expect(dub.customers.get({ id: 'cus_unknown' })).rejects.toBeInstanceOf(NotFound);

    const commissions = await dub.commissions.list({ partnerId: partner.id });
    expect(commissions.result).toMatchObject([
      {
        type: 'sale',
        amount: 5_000,
        earnings: 1_000,
        currency: 'usd',
        status: 'pending',
        invoiceId: 'inv-1',
      },
    ]);
    expect((await dub.commissions.list({ status: 'paid' })).result).toEqual([]);
    expect((await dub.commissions.list({ page: 2 })).result).toEqual([]);
    expect(await dub.payouts.list({})).toEqual([]);
  });
});
