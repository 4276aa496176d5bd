import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { systemActor } from '../../core/actor.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { createSource } from '../../signals/index.ts';

useDatabase();

let app: App;
let address: string;
let ws: string;
let writeKey: string;
beforeAll(async () => {
  app = await createApp(testConfig());
  address = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());
beforeEach(async () => {
  ws = (await makeWorkspace()).id;
  writeKey = (await createSource(systemActor(ws, 'test'), { name: 'Our app' })).writeKey;
});

async function usage() {
  const { rows } = await pool().query(
    `select a.external_id as account, p.external_id as person, d.feature, d.quantity
     from signals.usage_days d
     left join customers.accounts a on a.workspace_id = d.workspace_id and a.id = d.account_id
     left join customers.people p on p.workspace_id = d.workspace_id and p.id = d.person_id
     where d.workspace_id = $1 order by d.feature`,
    [ws],
  );
  return rows;
}

async function people() {
  const { rows } = await pool().query(
    'select external_id, email, name, channel from customers.people where workspace_id = $1 order by email',
    [ws],
  );
  return rows;
}

describe('the Segment client for Node', () => {
  it('works unmodified: every call is a fact once it has been answered', async () => {
    const analytics = new Analytics({ writeKey, host: address, flushAt: 4, maxRetries: 0 });
    const errors: unknown[] = [];
    analytics.on('error', (error) => errors.push(error));
    analytics.identify({ userId: 'u1', traits: { email: 'Ann@Acme.com', name: 'Ann', plan: 'Pro' } });
    analytics.group({ userId: 'u1', groupId: 'g1', traits: { name: 'Acme', industry: 'EdTech' } });
    analytics.track({ userId: 'u1', event: 'Report Created', properties: { rows: 3 } });
    analytics.track({ userId: 'u1', event: 'Report Created' });
    analytics.page({ userId: 'u1', category: 'Docs', name: 'Index' });
    analytics.screen({ userId: 'u1', name: 'Home' });
    analytics.alias({ userId: 'u1', previousId: 'old-1' });
    analytics.track({ userId: 'old-1', event: 'Export' });
    await analytics.closeAndFlush();
    expect(errors).toEqual([]);
    const mine = { account: 'g1', person: 'u1', quantity: 1 };
    expect(await usage()).toEqual([
      { ...mine, feature: 'Export' },
      { ...mine, feature: 'Report Created', quantity: 2 },
      { ...mine, feature: 'Viewed Docs Index Page' },
      { ...mine, feature: 'Viewed Home Screen' },
    ]);
    expect(await people()).toEqual([
      { external_id: 'u1', email: 'ann@acme.com', name: 'Ann', channel: null },
    ]);
  });
});

describe('the RudderStack client for Node', () => {
  it('works unmodified, with its packed bodies', async () => {
    const failures: unknown[] = [];
    const client = new RudderAnalytics(writeKey, {
      dataPlaneUrl: address,
      flushAt: 100,
      retryCount: 0,
      errorHandler: (error) => failures.push(error),
    });
    client.group({ userId: 'u2', groupId: 'g2', traits: { name: 'Beta' } });
    client.identify({ userId: 'u2', traits: { email: 'bob@beta.com' } });
    client.track({ userId: 'u2', event: 'Invited Colleague' });
    client.page({ userId: 'u2', name: 'Pricing' });
    await new Promise<void>((done, fail) => {
      client.flush((error) => (error ? fail(error) : done()));
    });
    expect(failures).toEqual([]);
    expect(await usage()).toEqual([
      { account: 'g2', person: 'u2', feature: 'Invited Colleague', quantity: 1 },
      { account: 'g2', person: 'u2', feature: 'Viewed Pricing Page', quantity: 1 },
    ]);
  });
});
