import { beforeAll, describe, expect, it } from 'vitest';
import { listAffiliates } from '../server/affiliates/index.ts';
import { systemActor } from '../server/core/actor.ts';
import { examineProgram, listCases } from '../server/fraud/index.ts';
import {
  createWorld,
  loadSampleCompany,
  prepareSampleWorkspace,
  trueAffiliates,
} from '../server/sample/index.ts';
import { listReferredCustomers } from '../server/tracking/index.ts';
import { useDatabase } from './support/database.ts';

useDatabase();

const ACCOUNTS = 2_000;
const TODAY = new Date('2026-06-30T00:00:00Z');
const DAY_MS = 86_400_000;
const DAYS_TO_CATCH = 14;
const DAYS_BETWEEN_LOOKS = 28;
const MOST_WRONGLY_HELD = 0.01;
const LOAD_TIMEOUT_MS = 300_000;

let workspaceId: string;
let cheatId: string;
let honestIds: string[];

beforeAll(async () => {
  const workspace = await prepareSampleWorkspace({ accountCount: ACCOUNTS, now: TODAY });
  workspaceId = workspace.id;
  await loadSampleCompany(workspaceId, () => {});
  const kinds = new Map(trueAffiliates(createWorld(ACCOUNTS, TODAY)).map(({ email, kind }) => [email, kind]));
  const affiliates = await listAffiliates(workspaceId, null);
  const isCheat = ({ email }: { email: string }) => kinds.get(email) === 'cheat';
  cheatId = affiliates.find(isCheat)?.id ?? '';
  honestIds = affiliates.filter((affiliate) => !isCheat(affiliate)).map(({ id }) => id);
}, LOAD_TIMEOUT_MS);

async function suspectsAt(at: Date): Promise<Set<string>> {
  await examineProgram(workspaceId, at);
  const actor = { ...systemActor(workspaceId, 'test'), now: TODAY };
  const { data } = await listCases(actor, { limit: 100 });
  return new Set(data.map(({ affiliateId }) => affiliateId));
}

describe('the sample company’s cheat', { timeout: LOAD_TIMEOUT_MS }, () => {
  it('is caught within two weeks of the first customer, and hardly an honest affiliate is held in a year', async () => {
    const [first] = await listReferredCustomers(workspaceId, [cheatId]);
    const start = first?.attributedAt.getTime() ?? 0;
    const early = await suspectsAt(new Date(start + DAYS_TO_CATCH * DAY_MS));
    expect(early.has(cheatId)).toBe(true);
    let suspects = early;
    let looks = 1;
    for (let at = start; at <= TODAY.getTime(); at += DAYS_BETWEEN_LOOKS * DAY_MS) {
      suspects = await suspectsAt(new Date(at));
      looks += 1;
    }
    const wrong = honestIds.filter((id) => suspects.has(id)).length;
    console.log('honest affiliates held wrongly', { wrong, of: honestIds.length, looks });
    expect(honestIds.length).toBeGreaterThan(30);
    expect(wrong / honestIds.length).toBeLessThanOrEqual(MOST_WRONGLY_HELD);
  });
});
