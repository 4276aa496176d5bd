import { Conflict, NotFound, UnprocessableEntity } from 'dub/models/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { startForDub } from '../../../test/support/dub.ts';
import { saveAffiliate, saveOffer } from '../../affiliates/index.ts';
import { savePlan } from '../../commissions/index.ts';

useDatabase();

let dubbed: Awaited<ReturnType<typeof startForDub>>;
beforeAll(async () => {
  dubbed = await startForDub();
});
afterAll(() => dubbed.app.close());

async function setTheScene() {
  const { id } = await makeWorkspace();
  await savePlan(id, { name: 'Plan', kind: 'percent', rateBasisPoints: 2_000, recurrence: 'lifetime' });
  await saveOffer(id, { name: 'Main', destinationUrl: 'https://acme.example/start' });
  const dub = await dubbed.clientOf(id);
  const ann = await dub.partners.create({ email: 'ann@example.com', name: 'Ann' });
  const bob = await dub.partners.create({ email: 'bob@example.com', name: 'Bob' });
  return { id, dub, ann: ann.id, bob: bob.id };
}

const customer = { externalId: 'user-1', name: 'Cy', country: 'TH' };
const sale = { amount: 5_000, currency: 'usd', invoiceId: 'inv-1' };

describe('a commission that is told', () => {
  it('of a sale is booked for that partner by the plan, once per invoice', async () => {
    const { dub, ann } = await setTheScene();
    const told = { type: 'sale', partnerId: ann, customer, sale } as const;
    const answer = await dub.commissions.create(told);
    expect(answer).toEqual({ success: true, message: expect.any(String) });
    await dub.commissions.create(told);
    const { result } = await dub.commissions.list({ partnerId: ann });
    expect(result).toMatchObject([
      { amount: 5_000, earnings: 1_000, invoiceId: 'inv-1', partner: { id: ann } },
    ]);
  });

  it('of a sale goes to the partner named last, and is taken back from the one before', async () => {
    const { dub, ann, bob } = await setTheScene();
    await dub.commissions.create({ type: 'sale', partnerId: ann, customer, sale });
    await dub.commissions.create({ type: 'sale', partnerId: bob, customer, sale });
    expect((await dub.commissions.list({ partnerId: bob })).result).toMatchObject([{ earnings: 1_000 }]);
    expect((await dub.commissions.list({ partnerId: ann })).result).toMatchObject([
      { earnings: 0, status: 'canceled' },
    ]);
  });

  it('of a lead makes the customer the partner’s, so that their sales follow; never somebody else’s', async () => {
    const { dub, ann, bob } = await setTheScene();
    const lead = { type: 'lead', customer, lead: { eventName: 'Sign up' } } as const;
    await dub.commissions.create({ ...lead, partnerId: ann });
    await dub.commissions.create({ ...lead, partnerId: ann });
    expect(await dub.partners.list({ search: 'ann' })).toMatchObject([{ totalLeads: 1 }]);
    await dub.track.sale({ customerExternalId: 'user-1', amount: 2_000, invoiceId: 'inv-2' });
    expect((await dub.commissions.list({ partnerId: ann })).result).toMatchObject([{ earnings: 400 }]);
    await expect(dub.commissions.create({ ...lead, partnerId: bob })).rejects.toBeInstanceOf(Conflict);
  });

  it('by hand gives an amount or takes one back with its reason, once where a date is told', async () => {
    const { dub, ann } = await setTheScene();
    const told = { type: 'custom', partnerId: ann, date: '2026-03-01T10:00:00Z' } as const;
    for (const _time of [1, 2]) await dub.commissions.create({ ...told, amount: 1_500 });
    await dub.commissions.create({ ...told, amount: -500, description: 'fraud' });
    const { result } = await dub.commissions.list({ partnerId: ann });
    expect(result.map(({ type, earnings }) => [type, earnings]).toSorted()).toEqual([
      ['custom', -500],
      ['custom', 1_500],
    ]);
    for (const amount of [0, -500])
      await expect(dub.commissions.create({ ...told, amount })).rejects.toBeInstanceOf(UnprocessableEntity);
  });

  it('without a partner, customer or amount is refused', async () => {
    const { dub, ann } = await setTheScene();
    const told = { type: 'sale', customer, sale } as const;
    await expect(dub.commissions.create({ ...told, partnerId: 'pn_0' })).rejects.toBeInstanceOf(NotFound);
    for (const bad of [{ customer: null }, { sale: null }, { importStripeInvoices: true }])
      await expect(dub.commissions.create({ ...told, partnerId: ann, ...bad })).rejects.toBeInstanceOf(
        UnprocessableEntity,
      );
  });
});

describe('a commission that is changed', () => {
  async function withCommission() {
    const scene = await setTheScene();
    await scene.dub.commissions.create({ type: 'sale', partnerId: scene.ann, customer, sale });
    const [commission] = (await scene.dub.commissions.list({ partnerId: scene.ann })).result;
    return { ...scene, id: commission?.id ?? '' };
  }

  it('follows the amount of its sale down and up again, and never above it', async () => {
    const { dub, id } = await withCommission();
    const change = (requestBody: object) => dub.commissions.update({ id, requestBody });
    expect(await change({ saleAmount: 3_000 })).toMatchObject({ id, earnings: 600 });
    expect(await change({ saleAmount: 3_000 })).toMatchObject({ earnings: 600 });
    expect(await change({ modifySaleAmount: 1_000 })).toMatchObject({ earnings: 800 });
    for (const bad of [{ saleAmount: 6_000 }, { earnings: 1 }, { modifySaleAmount: -9_000 }])
      await expect(change(bad)).rejects.toBeInstanceOf(UnprocessableEntity);
    await expect(change({ saleAmount: 1_000, currency: 'eur' })).rejects.toBeInstanceOf(UnprocessableEntity);
    expect(await change({ status: 'refunded' })).toMatchObject({ earnings: 0, status: 'refunded' });
  });

  it('is declined and taken up again, one or many at once, all or none', async () => {
    const { dub, id } = await withCommission();
    const change = (status: 'fraud' | 'duplicate' | 'pending') =>
      dub.commissions.update({ id, requestBody: { status } });
    expect(await change('fraud')).toMatchObject({ earnings: 0, status: 'canceled' });
    expect(await change('duplicate')).toMatchObject({ earnings: 0, status: 'canceled' });
    expect(await change('pending')).toMatchObject({ earnings: 1_000, status: 'pending' });
    const commissionIds = [id];
    expect(await dub.commissions.updateMany({ commissionIds, status: 'canceled' })).toEqual([
      { id, status: 'canceled' },
    ]);
    commissionIds.push('cm_0');
    await expect(dub.commissions.updateMany({ commissionIds, status: 'pending' })).rejects.toBeInstanceOf(
      NotFound,
    );
    expect(await dub.commissions.list({ status: 'canceled' })).toMatchObject({ result: [{ id }] });
  });

  it('of another workspace is not found', async () => {
    const { id } = await withCommission();
    const other = await setTheScene();
    const change = other.dub.commissions.update({ id, requestBody: { status: 'fraud' } });
    await expect(change).rejects.toBeInstanceOf(NotFound);
  });
});

describe('an application', () => {
  it('is listed while it waits, and approved or rejected once', async () => {
    const { id, dub } = await setTheScene();
    const names = ['Dan', 'Eve'];
    for (const name of names)
      await saveAffiliate(id, { email: `${name}@example.com`, name, promotion: `${name} writes` });
    const waiting = await dub.partnerApplications.list({});
    expect(waiting.map(({ partner }) => partner.name).toSorted()).toEqual(names);
    expect(waiting[0]?.applicationFormData).toMatchObject([{ value: expect.stringContaining('writes') }]);
    const [one = '', other = ''] = waiting.map((application) => application.partner.id);
    for (const _again of [1, 2])
      expect(await dub.partnerApplications.approve({ partnerId: one })).toEqual({ partnerId: one });
    for (const _again of [1, 2])
      await dub.partnerApplications.reject({ partnerId: other, rejectionReason: 'notTheRightFit' });
    expect(await dub.partnerApplications.list({})).toEqual([]);
    expect(await dub.partners.list({ status: 'approved' })).toHaveLength(3);
    expect(await dub.partners.list({ status: 'rejected' })).toMatchObject([{ id: other }]);
    const unknown = { partnerId: 'pn_0' };
    await expect(dub.partnerApplications.approve(unknown)).rejects.toBeInstanceOf(NotFound);
  });
});

describe('a customer who is removed', () => {
  it('loses name and address, while their sales stay in the books', async () => {
    const { dub, ann } = await setTheScene();
    await dub.commissions.create({ type: 'sale', partnerId: ann, customer, sale });
    const { id } = await dub.customers.delete('ext_user-1');
    expect(await dub.customers.get({ id })).toMatchObject({ name: null, email: null, externalId: 'user-1' });
    expect((await dub.commissions.list({})).result).toMatchObject([{ earnings: 1_000 }]);
  });
});
