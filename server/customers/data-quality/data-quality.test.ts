import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { saveAccounts, savePeople, writeAccountFigures } from '../index.ts';
import { FAULT_KEYS, type FaultKey } from './rules.ts';
import type { DataQuality, FaultyRecord } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const send = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object) => {
    const answer = await app.inject({ method, url: `/api/v1${url}`, headers, body });
    return { status: answer.statusCode, ...answer.json() };
  };
  const faultsOf = async (fault: FaultKey): Promise<FaultyRecord[]> =>
    (await send('GET', `/data-quality/${fault}`)).data;
  return { ws, send, faultsOf };
}

/** A company in which every fault is there exactly once; the other records have none. */
async function faultyCompany() {
  const { ws, send, faultsOf } = await enter();
  const { data: members } = await send('GET', '/members');
  const { userId, email: ownerEmail } = members[0];
  const whole = { stage: 'customer' as const, country: 'DE', ownerEmail };
  const accounts = await saveAccounts(ws, [
    { externalId: 'good', name: 'Good', domain: 'good.example', ...whole },
    { externalId: 'nobody', name: 'Nobodys', domain: 'nobody.example', stage: 'customer', country: 'DE' },
    { externalId: 'homeless', name: 'Homeless', ...whole },
    { externalId: 'nowhere', name: 'Nowhere', domain: 'nowhere.example', stage: 'customer', ownerEmail },
    { externalId: 'silent', name: 'Silent', domain: 'silent.example', ...whole },
    { externalId: 'paying', name: 'Paying', domain: 'paying.example', stage: 'lead', ownerEmail },
  ]);
  const [good, nobody, , nowhere, silent, paying] = accounts.map(({ id }) => id);
  await savePeople(ws, [
    { email: 'ann@good.example', name: 'Ann', accountExternalId: 'good' },
    { email: 'bo@nobody.example', name: 'Bo', accountExternalId: 'nobody' },
    { email: 'cy@home.example', name: 'Cy', accountExternalId: 'homeless' },
    { email: 'di@nowhere.example', name: 'Di', accountExternalId: 'nowhere', country: 'FR' },
    { externalId: 'eve', name: 'Eve', accountExternalId: 'silent' },
    { email: 'fay@good.example', name: 'Fay' },
    { email: 'gus@nobody.example', name: 'Gus', accountExternalId: 'paying' },
    { email: 'hal@gmail.com', name: 'Hal', accountExternalId: 'good' },
  ]);
  await writeAccountFigures(ws, [{ accountId: paying as string, mrrMinor: 5_000, currency: 'USD' }]);
  await pool().query("update customers.accounts set created_at = '2020-01-01' where id = $1", [silent]);
  for (const [accountId, more] of [
    [good, { amountMinor: 100, expectedOn: '2020-01-01', ownerId: userId }],
    [nobody, { amountMinor: 100, ownerId: userId }],
    [nowhere, { ownerId: userId }],
    [silent, { amountMinor: 100 }],
  ] as const)
    await send('POST', '/deals', { name: 'Deal', accountId, ...more });
  await pool().query('update customers.deals set owner_id = null where account_id = $1', [silent]);
  await pool().query("update customers.timeline_entries set at = '2020-01-01' where account_id = $1", [
    silent,
  ]);
  return { ws, send, faultsOf, userId, good, nobody, silent, paying };
}

describe('faults in the data', () => {
  it('are each found once, where they are and nowhere else, with whose they are', async () => {
    const { send, faultsOf, userId } = await faultyCompany();
    const names: Partial<Record<FaultKey, string[]>> = {};
    for (const key of FAULT_KEYS) names[key] = (await faultsOf(key)).map(({ name }) => name);
    expect(names).toEqual({
      ...{ accountOwner: ['Nobodys'], accountDomain: ['Homeless'], accountCountry: ['Nowhere'] },
      ...{
        accountContact: ['Silent'],
        accountQuiet: ['Silent'],
        accountStage: ['Paying'],
        accountDouble: [],
      },
      ...{ personEmail: ['Eve'], personAccount: ['Fay'], personOtherAccount: ['Gus'], personDouble: [] },
      ...{ dealOwner: ['Deal'], dealAmount: ['Deal'], dealDate: ['Deal'] },
    });
    const { faults, owners }: DataQuality = await send('GET', '/data-quality');
    expect(faults.filter(({ count }) => count !== 1).map(({ key }) => key)).toEqual([
      'accountDouble',
      'personDouble',
    ]);
    expect(owners.map(({ ownerId, count }) => [ownerId, count])).toEqual([
      [userId, 9],
      [null, 3],
    ]);
  });

  it('have what the other records tell is right, and are mended with it', async () => {
    const { send, faultsOf, good, nobody } = await faultyCompany();
    const mended: Partial<Record<FaultKey, string | undefined>> = {};
    for (const key of FAULT_KEYS) {
      const [fault] = await faultsOf(key);
      if (!fault?.suggestion) continue;
      mended[key] = fault.suggestion.value;
      expect(await send('POST', `/data-quality/${key}/mendings`, { ids: [fault.id] })).toMatchObject({
        mendedCount: 1,
      });
      expect(await faultsOf(key)).toEqual([]);
    }
    expect(mended).toMatchObject({
      ...{ accountDomain: 'home.example', accountCountry: 'FR', accountStage: 'customer' },
      ...{ personAccount: good, personOtherAccount: nobody },
    });
    expect(Object.keys(mended)).toHaveLength(7);
  });

  it('are mended once also when many ask at the same time, and put back once', async () => {
    const { send, faultsOf } = await faultyCompany();
    const [fault] = await faultsOf('accountDomain');
    const mend = () => send('POST', '/data-quality/accountDomain/mendings', { ids: [fault?.id] });
    const answers = await Promise.all([mend(), mend(), mend(), mend()]);
    const done = answers.filter(({ mendedCount }) => mendedCount === 1);
    expect(done).toHaveLength(1);
    const undo = () => send('DELETE', `/mendings/${done[0]?.id}`);
    const undone = await Promise.all([undo(), undo(), undo()]);
    expect(undone.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(await faultsOf('accountDomain')).toMatchObject([{ id: fault?.id }]);
  });

  it('that were changed by hand since are not put back', async () => {
    const { send, faultsOf } = await faultyCompany();
    const [fault] = await faultsOf('accountCountry');
    const { id } = await send('POST', '/data-quality/accountCountry/mendings', { ids: [fault?.id] });
    await send('PATCH', `/accounts/${fault?.id}`, { country: 'TH' });
    expect(await send('DELETE', `/mendings/${id}`)).toMatchObject({ status: 200, restoredCount: 0 });
    expect(await send('GET', `/accounts/${fault?.id}`)).toMatchObject({ country: 'TH' });
  });

  it('of which only a person knows what is right are not mended', async () => {
    const { send, silent } = await faultyCompany();
    expect(await send('POST', '/data-quality/accountContact/mendings', { ids: [silent] })).toMatchObject({
      status: 409,
      code: 'not_mendable',
    });
  });

  it('of another company are neither shown nor mended', async () => {
    const theirs = await faultyCompany();
    const [fault] = await theirs.faultsOf('accountDomain');
    const { send } = await enter();
    expect(await send('POST', '/data-quality/accountDomain/mendings', { ids: [fault?.id] })).toEqual({
      ...{ status: 200, id: null, mendedCount: 0 },
    });
    expect((await send('GET', '/data-quality')).owners).toEqual([]);
    expect(await theirs.faultsOf('accountDomain')).toHaveLength(1);
  });

  it('are counted only of the records that the reader reaches, and of deals only for whoever reads deals', async () => {
    const { ws, send } = await faultyCompany();
    const role = await send('POST', '/roles', {
      name: 'Reader',
      rowScope: 'own',
      permissions: ['accounts.read'],
    });
    const headers = await signInAsRole(app, ws, role.key);
    const look = async (): Promise<DataQuality> =>
      (await app.inject({ url: '/api/v1/data-quality', headers })).json();
    expect((await look()).owners).toEqual([]);
    const { data: members } = await send('GET', '/members');
    const { userId } = members.find((member: { role: string }) => member.role === role.key);
    const [{ id }] = (await send('GET', '/data-quality/accountDomain')).data;
    await send('PATCH', `/accounts/${id}`, { ownerId: userId });
    const { owners, faults } = await look();
    expect(owners).toMatchObject([{ ownerId: userId, counts: { accountDomain: 1 }, count: 1 }]);
    expect(faults.filter(({ object }) => object === 'deal')).toEqual([]);
  });

  it('are shown worth most first, page by page, each once', async () => {
    const { ws, send } = await enter();
    const saved = await saveAccounts(
      ws,
      Array.from({ length: 7 }, (_, n) => ({
        externalId: `a${n}`,
        name: `A ${n}`,
        stage: 'customer' as const,
      })),
    );
    await writeAccountFigures(
      ws,
      saved.map(({ id }, n) => ({ accountId: id, mrrMinor: (n % 3) * 100, currency: 'USD' })),
    );
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await send('GET', `/data-quality/accountDomain?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.data.map(({ name }: FaultyRecord) => name));
      cursor = page.nextCursor ?? '';
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
    expect(seen.slice(0, 2).toSorted()).toEqual(['A 2', 'A 5']);
  });
});
