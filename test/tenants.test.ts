import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '../server/core/db.ts';
import type { App } from '../server/core/http/server.ts';
import { createApp } from '../server/main.ts';
import { testConfig, useDatabase } from './support/database.ts';
import { makeNeighbor, type Neighbor, takeoverReferences } from './support/neighbor.ts';
import { listOperations, type Operation } from './support/openapi.ts';
import { ownershipReferences } from './support/ownership.ts';
import { KIND_OF_FIELD, KIND_OF_PATH } from './support/record-kinds.ts';
import {
  affiliateReferences,
  BODIES,
  CONTEST,
  COST,
  capsOf,
  dealReferences,
  memberReferences,
  REDEMPTION,
  REWARD,
  registrationReferences,
  TERMS,
} from './support/tenant-bodies.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'goodword-tenants-'));
const config = testConfig({ GOODWORD_DATA_DIR: dataDir });
useDatabase(config);

const REFUSALS = [403, 404, 422];
// Somebody else's affiliate is nobody who could be paid, so there is nothing to pay.
const CONFLICTS = new Set(['nothing_payable', 'stage_has_deals']);
// Whoever has the token or knows the program's name is meant to see it; a currency and a year are nobody's.
const NO_RECORD = new Set([
  '{token}',
  '{slug}',
  '{currency}',
  '{base}',
  '{quote}',
  '{day}',
  '{year}',
  '{fault}',
  '{kind}',
]);
// What a company calls its own things, a yes or no, and what was seen before an act.
const NO_REFERENCE = new Set([
  'expectedStageId',
  ...[
    'externalId',
    'customerExternalId',
    'accountExternalId',
    'personExternalId',
    'refundExternalId',
    'responseId',
    'invoiceId',
  ],
  ...[
    'orderId',
    'appendsDubId',
    'paymentId',
    'subscriptionId',
    'goodwordClickId',
    'vatId',
    'promotionCodeId',
  ],
]);
// The payout that is asked for pays by PayPal alone; `files.test.ts` asks for these of a stranger.
const NO_SUCH_FILE = new Set(['GET /payouts/{id}/wise.csv', 'GET /payouts/{id}/sepa.xml']);

/** Two companies with a record of every kind. */
const FILL_TIMEOUT_MS = 120_000;
let app: App;
let operations: Operation[];
let own: Neighbor;
let theirs: Neighbor;

beforeAll(async () => {
  app = await createApp(config);
  await app.ready();
  operations = listOperations(app);
  own = await makeNeighbor(app);
  theirs = await makeNeighbor(app);
}, FILL_TIMEOUT_MS);
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true });
});

/** The bodies that name another company's record; everything else in them is the caller's own and right. */
const references = (): Record<string, object[]> => ({
  'POST /takeovers': takeoverReferences(own, theirs),
  'POST /postback-keys': [{ name: 'X', offerId: theirs.offer }],
  'POST /postbacks': [{ affiliateId: theirs.affiliate, url: 'https://x.example', eventTypes: ['sale'] }],
  'PUT /session/workspace': [{ workspaceId: theirs.ws }],
  ...memberReferences(own, theirs),
  'POST /accounts': [{ name: 'X', ownerId: theirs.user }],
  'POST /accounts/bulk': [
    { field: 'ownerId', ids: [own.account], value: theirs.user },
    { field: 'channel', ids: [theirs.account], value: 'taken' },
    { field: 'stage', ids: [theirs.account], value: 'churned' },
  ],
  'PATCH /accounts/{id}': [{ ownerId: theirs.user }],
  'POST /people': [
    { name: 'X', email: 'x@x.example', accountId: theirs.account },
    { name: 'Y', email: 'y@x.example', ownerId: theirs.user },
  ],
  'PATCH /people/{id}': [{ accountId: theirs.account }, { ownerId: theirs.user }],
  ...ownershipReferences(own, theirs),
  'PATCH /assignment-rules/{id}': [{ memberIds: [theirs.user] }],
  'POST /duplicates/merges': [{ pairIds: [theirs.duplicate] }],
  'POST /merges': [
    { object: 'account', keptId: own.account, mergedId: theirs.account },
    { object: 'person', keptId: theirs.person, mergedId: own.person },
  ],
  'POST /signals/costs': [{ ...COST, accountIds: [theirs.account] }],
  ...affiliateReferences(own, theirs),
  'POST /affiliate-invitations': [
    { offerId: theirs.offer, recipients: [{ personId: own.person }] },
    { offerId: own.offer, recipients: [{ personId: theirs.person }] },
    { offerId: own.offer, recipients: [{ personId: own.person, accountId: theirs.account }] },
    { offerId: own.offer, groupId: theirs.group, recipients: [{ personId: own.person }] },
  ],
  'POST /affiliate-invitations/preview': [
    { offerId: theirs.offer, personId: own.person },
    { offerId: own.offer, personId: theirs.person },
    { offerId: own.offer, personId: own.person, accountId: theirs.account },
  ],
  'POST /portal/terms-acceptances': [{ offerId: theirs.offer, version: 1 }],
  'POST /links': [
    { affiliateId: theirs.affiliate, offerId: own.offer },
    { affiliateId: own.affiliate, offerId: theirs.offer },
  ],
  'PUT /click-caps': capsOf(own.offer, theirs),
  'POST /coupons': [
    { affiliateId: theirs.affiliate, offerId: own.offer, code: 'X1' },
    { affiliateId: own.affiliate, offerId: theirs.offer, code: 'X2' },
  ],
  'POST /events/lead': [{ customerExternalId: 'x', clickId: theirs.click }],
  'POST /events/sale': [{ customerExternalId: 'x', amountMinor: 1, currency: 'USD', clickId: theirs.click }],
  'POST /portal/links': [{ offerId: theirs.offer }],
  ...registrationReferences(own, theirs),
  ...dealReferences(own, theirs),
  'POST /sales/{id}/credit': [
    { affiliateId: theirs.affiliate, offerId: own.offer, reason: 'X' },
    { affiliateId: own.affiliate, offerId: theirs.offer, reason: 'X' },
  ],
  'POST /credit-requests/{id}/answer': [
    { outcome: 'credited', answer: 'X', saleId: theirs.sale, offerId: own.offer },
    { outcome: 'credited', answer: 'X', saleId: own.sale, offerId: theirs.offer },
  ],
  'PUT /offers/{id}/plan': [{ planId: theirs.plan }],
  'POST /contests': [{ ...CONTEST, offerId: theirs.offer }],
  'POST /rewards': [{ ...REWARD, affiliateId: theirs.affiliate }],
  'POST /rewards/handovers': [{ rewardIds: [own.reward, theirs.reward] }],
  'POST /redemptions': [{ ...REDEMPTION, affiliateId: theirs.affiliate }],
  'POST /plans/simulation': [
    { terms: TERMS, planId: theirs.plan },
    { terms: TERMS, affiliateId: theirs.affiliate },
  ],
  'POST /payouts': [{ currency: 'USD', affiliateIds: [theirs.affiliate] }],
  'POST /report-schedules': [{ name: 'X', rhythm: 'weekly', query: {}, userIds: [theirs.user] }],
  'POST /recoveries': [{ affiliateId: theirs.affiliate, currency: 'USD' }],
  'POST /payouts/{id}/payment': [{ lineIds: [theirs.line] }],
  'POST /materials': [{ title: 'X', kind: 'text', body: 'X', offerId: theirs.offer }],
  'PATCH /materials/{id}': [{ offerId: theirs.offer }],
  'POST /fraud-cases/decisions': [{ caseIds: [theirs.fraudCase], decision: { decision: 'approved' } }],
});

/** Acts on several records at once, and events about unknown clicks, answer 2xx and say what they did not do. */
const MAY_ANSWER = new Set([
  ...['POST /accounts/bulk', 'POST /affiliate-invitations'],
  ...['POST /events/lead', 'POST /events/sale', 'POST /fraud-cases/decisions'],
  'POST /duplicates/merges',
]);

const nameOf = ({ method, path: route }: Operation) => `${method} ${route.replace('/api/v1', '')}`;

/** The address with the company's records in it. @throws for a parameter that nobody has said the kind of */
function addressIn(company: Neighbor, { path: route }: Operation): string {
  const parts = route.split('/');
  return parts
    .map((part, position) => {
      if (!part.startsWith('{') || NO_RECORD.has(part)) return part;
      const kind = KIND_OF_PATH[parts[position - 1] ?? ''];
      if (!kind) throw new Error(`${route}: say in KIND_OF_PATH which record ${part} names`);
      return company[kind];
    })
    .join('/');
}

const namesRecord = ({ path: route }: Operation) =>
  route.split('/').some((part) => part.startsWith('{') && !NO_RECORD.has(part));

const send = ({ method }: Operation, url: string, body: object = {}) =>
  app.inject({
    method,
    url,
    headers: own.headers,
    ...(method === 'GET' || method === 'DELETE' ? {} : { body }),
  });

/** Every row of a company, table by table. */
async function rowsOf(workspaceId: string): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool().query<{ name: string }>(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where column_name = 'workspace_id' and table_type = 'BASE TABLE' and table_schema <> 'graphile_worker'
    order by 1`);
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool().query<{ row: string }>(
      `select row_to_json(told)::text as row from ${name} told where workspace_id = $1 order by 1`,
      [workspaceId],
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

describe('another company’s records', () => {
  it('exist in every kind that is asked for, and can be read by their owner', async () => {
    for (const [kind, id] of Object.entries(theirs)) expect([kind, Boolean(id)]).toEqual([kind, true]);
    const unread: string[] = [];
    for (const operation of operations.filter((one) => one.method === 'GET' && namesRecord(one))) {
      if (operation.permission === 'portal.use' || NO_SUCH_FILE.has(nameOf(operation))) continue;
      const { statusCode } = await send(operation, addressIn(own, operation));
      if (statusCode >= 300) unread.push(`${nameOf(operation)}: ${statusCode}`);
    }
    expect(unread).toEqual([]);
  });

  it('are not found under any address, and stay as they are', async () => {
    const before = await rowsOf(theirs.ws);
    const wrong: string[] = [];
    let asked = 0;
    for (const operation of operations.filter(namesRecord)) {
      const name = nameOf(operation);
      const answer = await send(operation, addressIn(theirs, operation), BODIES[name] ?? bodyOf(name));
      asked += 1;
      const isRight =
        operation.permission === 'portal.use' ? answer.statusCode === 403 : answer.statusCode === 404;
      if (!isRight) wrong.push(`${name}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
    }
    console.log('addresses asked with another company’s records', asked);
    expect(wrong).toEqual([]);
    expect(await rowsOf(theirs.ws)).toEqual(before);
  });

  it('cannot be named in any body, and stay as they are', async () => {
    const before = await rowsOf(theirs.ws);
    const wrong: string[] = [];
    let asked = 0;
    for (const operation of operations) {
      const name = nameOf(operation);
      for (const body of references()[name] ?? []) {
        const { statusCode, body: text } = await send(operation, addressIn(own, operation), body);
        asked += 1;
        const isRight =
          REFUSALS.includes(statusCode) ||
          (statusCode === 409 && CONFLICTS.has(JSON.parse(text).code)) ||
          (MAY_ANSWER.has(name) && statusCode < 300);
        if (!isRight) wrong.push(`${name} ${JSON.stringify(body)}: ${statusCode} ${text.slice(0, 200)}`);
      }
    }
    console.log('bodies sent with another company’s records', asked);
    expect(wrong).toEqual([]);
    expect(await rowsOf(theirs.ws)).toEqual(before);
    // The click is kept as it was told, and gives nobody the credit.
    const { headers: _headers, click: _click, ...ids } = theirs;
    const kept = Object.entries(await rowsOf(own.ws)).flatMap(([table, rows]) =>
      rows
        .filter((row) => Object.values(ids).some((id) => row.includes(id)))
        .map((row) => `${table}: ${row}`),
    );
    expect(kept).toEqual([]);
  });

  it('are tried in every field of a body that names a record', () => {
    const untried = operations.flatMap((operation) => {
      const tried = JSON.stringify(references()[nameOf(operation)] ?? []);
      return operation.bodyFields
        .filter(
          (field) => /Ids?$/.test(field) && !NO_REFERENCE.has(field) && operation.permission !== 'public',
        )
        .filter((field) => {
          const kind = KIND_OF_FIELD[field];
          return !kind || !tried.includes(String(theirs[kind]));
        })
        .map((field) => `${nameOf(operation)}: ${field}`);
    });
    expect(untried).toEqual([]);
  });
});

function bodyOf(name: string): object {
  return references()[name]?.[0] ?? {};
}
