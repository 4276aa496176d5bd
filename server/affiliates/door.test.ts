import { addDays } from 'date-fns/addDays';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../test/support/database.ts';
import { inTransaction, pool } from '../core/db.ts';
import { saveAccounts } from '../customers/index.ts';
import {
  findAffiliate,
  getOffer,
  listAffiliates,
  listAsks,
  listOffers,
  recordAsks,
  saveAffiliate,
  saveOffer,
} from './index.ts';

useDatabase();

const at = new Date('2026-03-01T00:00:00Z');

describe('an offer', () => {
  it('is made once per name, and always allows its own host', async () => {
    const { id } = await makeWorkspace();
    const wanted = { name: 'Main', destinationUrl: 'https://Acme.example/pricing', termsText: 'Be fair.' };
    const offer = await saveOffer(id, wanted);
    expect(offer).toMatchObject({
      allowedHosts: ['acme.example'],
      windowDays: 90,
      terms: { version: 1, text: 'Be fair.' },
    });
    expect((await saveOffer(id, { ...wanted, name: 'main' })).id).toBe(offer.id);
    expect(await listOffers(id)).toHaveLength(1);
  });

  it('never leads to anything but a web page', async () => {
    const { id } = await makeWorkspace();
    for (const destinationUrl of [
      'javascript:alert(1)',
      'ftp://acme.example',
      'https://a:b@acme.example',
      '/x',
    ])
      await expect(saveOffer(id, { name: 'Bad', destinationUrl })).rejects.toThrow();
  });

  it('of another workspace is not found', async () => {
    const [mine, other] = [await makeWorkspace(), await makeWorkspace()];
    const offer = await saveOffer(other.id, { name: 'Main', destinationUrl: 'https://acme.example' });
    await expect(getOffer(mine.id, offer.id)).rejects.toMatchObject({ status: 404 });
  });
});

describe('an affiliate', () => {
  it('is found again by e-mail, and a later save without a field does not erase it', async () => {
    const { id } = await makeWorkspace();
    const first = await saveAffiliate(id, { email: 'Ann@x.example', name: 'Ann', personId: 'per_1' });
    const again = await saveAffiliate(id, { email: 'ann@X.example', name: 'Ann B', status: 'active' });
    expect(again).toMatchObject({ id: first.id, name: 'Ann B', personId: 'per_1', status: 'active' });
    expect(await listAffiliates(id, null)).toHaveLength(1);
    expect(await listAffiliates(id, [])).toEqual([]);
    expect(await findAffiliate((await makeWorkspace()).id, first.id)).toBeNull();
  });
});

describe('an account', () => {
  it('shows its active affiliate, and none once that one is suspended', async () => {
    const { id } = await makeWorkspace();
    const [account] = await saveAccounts(id, [{ externalId: 'a1', name: 'Example' }]);
    const figure = async () => {
      const { rows } = await pool().query<{ affiliate_id: string | null }>(
        'select affiliate_id from customers.account_figures where workspace_id = $1 and account_id = $2',
        [id, account?.id],
      );
      return rows[0]?.affiliate_id ?? null;
    };
    const ann = { email: 'ann@x.example', name: 'Ann', accountId: account?.id };
    const { id: affiliateId } = await saveAffiliate(id, { ...ann, status: 'active' });
    expect(await figure()).toBe(affiliateId);
    await saveAffiliate(id, { ...ann, status: 'suspended' });
    expect(await figure()).toBeNull();
  });
});

describe('the cap on asks', () => {
  it('lets one of two concurrent asks of one person through, and the next after 90 days', async () => {
    const { id } = await makeWorkspace();
    const ask = { personId: 'per_1', accountId: 'acc_1', askedAt: at };
    const written = await Promise.all(
      [1, 2, 3, 4].map(() => inTransaction(() => recordAsks(id, [ask, { ...ask, personId: 'per_2' }]))),
    );
    expect(written.flat().sort()).toEqual(['per_1', 'per_2']);
    expect(await recordAsks(id, [{ ...ask, askedAt: addDays(at, 89) }])).toEqual([]);
    expect(await recordAsks(id, [{ ...ask, askedAt: addDays(at, 90) }])).toEqual(['per_1']);
    expect(await listAsks(id, addDays(at, 1))).toHaveLength(1);
  });

  it('counts each company for itself', async () => {
    const [one, two] = [await makeWorkspace(), await makeWorkspace()];
    const ask = { personId: 'per_1', accountId: null, askedAt: at };
    expect(await recordAsks(one.id, [ask])).toEqual(['per_1']);
    expect(await recordAsks(two.id, [ask])).toEqual(['per_1']);
  });
});
