import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { startDns } from '../../../test/support/dns.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import type { Domain } from '../schema/domain.ts';
import { checkDomains } from './check-domain.ts';

const dns = await startDns();
const config = testConfig({ DNS_SERVERS: dns.address, PUBLIC_URL: 'http://track.goodword.example' });
useDatabase(config);

let app: App;
beforeAll(async () => {
  app = await createApp(config);
});
afterAll(async () => {
  await app.close();
  dns.close();
});

let hosts = 0;

async function setTheScene(host = `go${++hosts}.acme.example`) {
  const program = await makeProgram(['Ann']);
  const headers = await withApiKey(program.id);
  const call = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => {
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers, body });
    return { status: answer.statusCode, body: answer.body ? answer.json() : null };
  };
  const add = async (): Promise<Domain> => (await call('POST', '/link-domains', { host })).body;
  const check = async (): Promise<Domain> => (await call('POST', `/link-domains/${host}/check`)).body;
  const makeLink = (key: string) => {
    const [affiliate] = program.affiliates;
    return call('POST', '/links', {
      affiliateId: affiliate?.id,
      offerId: program.offer.id,
      key,
      domain: host,
    });
  };
  const prove = async (): Promise<Domain> => {
    const { records } = await add();
    dns.records.set(`TXT _goodword.${host}`, [records[0]?.value ?? '']);
    return check();
  };
  return { ...program, host, call, add, check, makeLink, prove };
}

const visit = (host: string, path: string) =>
  app.inject({ url: path, headers: { host, 'user-agent': 'Safari' } });

/** As if so many days had passed since the proof was first missed. */
async function waitDays(host: string, days: number): Promise<void> {
  await pool().query(
    `update tracking.link_domains set checked_at = checked_at - $2 * interval '1 day',
       broken_since = broken_since - $2 * interval '1 day' where host = $1`,
    [host, days],
  );
}

describe('a link domain', () => {
  it('tells which records prove it and lead to it, and holds no links before it is proven', async () => {
    const { host, add, check, makeLink } = await setTheScene();
    const added = await add();
    expect(added).toMatchObject({
      host,
      status: 'waiting',
      pointsHere: null,
      records: [
        {
          type: 'TXT',
          name: `_goodword.${host}`,
          value: expect.stringMatching(/^goodword-verify=[0-9a-f]{32}$/),
        },
        { type: 'CNAME', name: host, value: 'track.goodword.example' },
      ],
    });
    expect((await add()).records).toEqual(added.records);
    expect(await check()).toMatchObject({ status: 'waiting', problem: 'no_record', pointsHere: false });
    expect(await makeLink('spring')).toMatchObject({ status: 409, body: { code: 'domain_not_verified' } });
    dns.records.set(`TXT _goodword.${host}`, ['goodword-verify=of-somebody-else']);
    expect(await check()).toMatchObject({ status: 'waiting', problem: 'other_token' });
  });

  it('that is proven serves its links at its root, and no other host does', async () => {
    const { host, prove, makeLink, check } = await setTheScene();
    expect(await prove()).toMatchObject({
      status: 'verified',
      problem: null,
      verifiedAt: expect.any(String),
    });
    dns.records.set(`CNAME ${host}`, ['track.goodword.example']);
    expect(await check()).toMatchObject({ status: 'verified', pointsHere: true });
    expect((await makeLink('Spring')).body).toMatchObject({ key: 'spring', url: `http://${host}/spring` });
    expect((await visit(host, '/SPRING')).statusCode).toBe(302);
    expect((await visit(host, '/r/spring')).statusCode).toBe(302);
    expect((await visit(host, '/other')).statusCode).toBe(404);
    expect((await visit('track.goodword.example', '/r/spring')).statusCode).toBe(404);
    expect((await visit('unknown.example', '/spring')).headers.location).toBeUndefined();
  });

  it('that loses its proof is served for three days more, and an unanswering DNS changes nothing', async () => {
    const { host, prove, makeLink, check, call } = await setTheScene();
    await prove();
    await makeLink('key');
    dns.fail(true);
    expect(await check()).toMatchObject({ status: 'verified', problem: 'dns_unreachable' });
    dns.fail(false);
    dns.records.delete(`TXT _goodword.${host}`);
    expect(await check()).toMatchObject({
      status: 'broken',
      problem: 'no_record',
      servedUntil: expect.any(String),
    });
    expect((await visit(host, '/key')).statusCode).toBe(302);
    await waitDays(host, 2);
    await checkDomains(config);
    expect((await visit(host, '/key')).statusCode).toBe(302);
    await waitDays(host, 2);
    await checkDomains(config);
    expect((await call('GET', '/link-domains')).body.data).toMatchObject([
      { status: 'waiting', linkCount: 1 },
    ]);
    expect((await visit(host, '/key')).headers.location).toBeUndefined();
  });

  it('belongs to one workspace; whoever proves it takes it only from one who cannot any more', async () => {
    const one = await setTheScene();
    await one.prove();
    await one.makeLink('key');
    const own = dns.records.get(`TXT _goodword.${one.host}`) ?? [];
    const two = await setTheScene(one.host);
    const { records } = await two.add();
    dns.records.set(`TXT _goodword.${one.host}`, [...own, records[0]?.value ?? '']);
    expect(await two.check()).toMatchObject({ status: 'waiting', problem: 'taken' });
    dns.records.set(`TXT _goodword.${one.host}`, [records[0]?.value ?? '']);
    expect(await one.check()).toMatchObject({ status: 'broken' });
    expect(await two.check()).toMatchObject({ status: 'verified' });
    expect((await one.call('GET', '/link-domains')).body.data).toMatchObject([
      { status: 'waiting', problem: 'taken' },
    ]);
    expect((await visit(one.host, '/key')).headers.location).toBeUndefined();
    const link = await two.makeLink('key');
    expect(link.status).toBe(201);
    const answer = await visit(one.host, '/key');
    expect(answer.statusCode).toBe(302);
  });

  it('is removed once no link on it is in use; our own address never becomes one', async () => {
    const { host, prove, makeLink, call, id } = await setTheScene();
    await prove();
    const link = await makeLink('key');
    expect(await call('DELETE', `/link-domains/${host}`)).toMatchObject({
      body: { code: 'domain_has_links' },
    });
    await app.inject({
      method: 'PATCH',
      url: `/api/v1/links/${link.body.id}`,
      headers: await withApiKey(id),
      body: { status: 'archived' },
    });
    expect((await call('DELETE', `/link-domains/${host}`)).status).toBe(204);
    expect((await call('GET', '/link-domains')).body.data).toEqual([]);
    const ours = await call('POST', '/link-domains', { host: 'track.goodword.example' });
    expect(ours.status).toBe(422);
  });
});
