import { beforeAll, describe, expect, it } from 'vitest';
import { listAffiliates } from '../server/affiliates/index.ts';
import { returnsForTerminal } from '../server/commands/print-returns.ts';
import { systemActor } from '../server/core/actor.ts';
import { type AffiliateQuality, listQuality } from '../server/quality/index.ts';
import {
  type AffiliateTruth,
  createWorld,
  loadSampleCompany,
  prepareSampleWorkspace,
  trueAffiliates,
} from '../server/sample/index.ts';
import { useDatabase } from './support/database.ts';
import { rankCorrelation } from './support/rank-correlation.ts';

useDatabase();

const ACCOUNTS = 2_000;
const TODAY = new Date('2026-06-30T00:00:00Z');
const LOAD_TIMEOUT_MS = 300_000;

let workspaceId: string;
let rows: (AffiliateQuality & AffiliateTruth)[];

beforeAll(async () => {
  const workspace = await prepareSampleWorkspace({ accountCount: ACCOUNTS, now: TODAY });
  workspaceId = workspace.id;
  const started = Date.now();
  await loadSampleCompany(workspaceId, () => {});
  console.log(`the sample company of ${ACCOUNTS} accounts was made in ${Date.now() - started} ms`);
  const actor = { ...systemActor(workspaceId, 'test'), now: TODAY };
  const emails = new Map((await listAffiliates(workspaceId, null)).map(({ id, email }) => [id, email]));
  const truth = new Map(trueAffiliates(createWorld(ACCOUNTS, TODAY)).map((one) => [one.email, one]));
  const { data } = await listQuality(actor, {
    limit: ACCOUNTS,
    sort: 'returnRatio',
    order: 'desc',
    isJudged: true,
  });
  rows = data.flatMap((row) => {
    const known = truth.get(emails.get(row.affiliateId) ?? '');
    return known ? [{ ...row, ...known }] : [];
  });
}, LOAD_TIMEOUT_MS);

describe('the judgement of the sample company’s affiliates', () => {
  it('follows how well the customers suit whom each affiliate sent', async () => {
    const fit = rows.map((row) => row.meanFit);
    const found = {
      affiliates: rows.length,
      return: rankCorrelation(
        rows.map((row) => row.returnRatio ?? 0),
        fit,
      ),
      retention: rankCorrelation(
        rows.map((row) => row.retention12 ?? 0),
        fit,
      ),
    };
    console.log('rank correlation with the true fit of the customers sent', found);
    console.log(await returnsForTerminal(workspaceId, 'en'));
    expect(rows.length).toBeGreaterThan(15);
    expect(found.return).toBeGreaterThan(0.35);
    expect(found.retention).toBeGreaterThan(0.35);
  });

  it('puts whoever cheats or sends poor fits into the lower half, and none above the mean', () => {
    const places = rows.flatMap(({ kind, verdict }, place) =>
      kind === 'advocate' ? [] : [{ kind, place: place + 1, of: rows.length, verdict: verdict.code }],
    );
    console.log('places of the poor senders and the cheat', places);
    expect(places.map(({ kind }) => kind)).toContain('cheat');
    expect(places.length).toBeGreaterThan(2);
    for (const { place, verdict } of places) {
      expect(place).toBeGreaterThan(rows.length / 2);
      expect(verdict).not.toBe('above');
    }
  });

  it('gives returns that differ, each within its interval', () => {
    const returns = rows.map((row) => row.returnRatio ?? 0);
    expect(Math.max(...returns)).toBeGreaterThan(2 * Math.min(...returns));
    for (const { returnRatio, returnInterval } of rows) {
      expect(returnInterval?.lower).toBeLessThanOrEqual(returnRatio ?? 0);
      expect(returnInterval?.upper).toBeGreaterThanOrEqual(returnRatio ?? 0);
    }
  });
});
