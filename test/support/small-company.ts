import { subDays } from 'date-fns/subDays';
import {
  findAccountIds,
  findPersonIds,
  type StakeholderRole,
  saveAccounts,
  savePeople,
} from '../../server/customers/index.ts';
import { recordSubscriptions, recordSurveyAnswers, recordUsage } from '../../server/signals/index.ts';
import { explainExclusion, rankAdvocates } from '../../server/success/index.ts';
import { makeWorkspace } from './database.ts';

/** The present of the small company: behind the database's own clock, so that waiting jobs are due. */
export const TODAY = new Date('2026-06-30T12:00:00Z');

/** The calendar day that many days before. */
export function day(daysAgo: number): string {
  return subDays(TODAY, daysAgo).toISOString().slice(0, 10);
}

const NUMBERS = Array.from({ length: 12 }, (_, index) => index + 1);

/**
 * Twelve paying companies, c1 the keenest and c12 the least: use, answers, seats and people fall from one to the next.
 */
export async function makeSmallCompany() {
  const { id: ws } = await makeWorkspace();
  await saveRecord(ws);
  await recordFacts(ws);
  const ids = await findAccountIds(
    ws,
    NUMBERS.map((n) => `c${n}`),
  );
  const people = await findPersonIds(ws, {
    externalIds: NUMBERS.flatMap((n) => [`c${n}-user`, `c${n}-champion`]),
  });
  return {
    ws,
    account: (name: string) => ids.get(name) ?? '',
    person: (name: string) => people.get(name) ?? '',
    rank: async () =>
      (await rankAdvocates(ws, { limit: 50, locale: 'en' })).map(({ account }) => account.externalId),
    why: async (name: string) =>
      (await explainExclusion(ws, ids.get(name) ?? '', 'en'))?.map(({ code }) => code),
  };
}

async function saveRecord(ws: string): Promise<void> {
  await saveAccounts(
    ws,
    NUMBERS.map((n) => ({
      externalId: `c${n}`,
      name: `Company ${n}`,
      industry: n % 2 ? 'Software' : 'Retail',
      country: 'TH',
      planTier: 'Team',
      channel: n === 1 ? 'word_of_mouth' : 'paid_search',
      stage: 'customer' as const,
    })),
  );
  await savePeople(
    ws,
    NUMBERS.flatMap((n) => [
      personAt(n, { role: 'user', weight: 20 }),
      personAt(n, { role: 'champion', weight: 100 - n }),
      personAt(n, { role: 'blocker', weight: 90 }),
    ]),
  );
}

function personAt(n: number, { role, weight }: { role: StakeholderRole; weight: number }) {
  const name = `${role.charAt(0).toUpperCase()}${role.slice(1)} ${n}`;
  const externalId = `c${n}-${role}`;
  return { externalId, email: `${role}@c${n}.example`, name, role, weight, accountExternalId: `c${n}` };
}

async function recordFacts(ws: string): Promise<void> {
  await recordSubscriptions(
    ws,
    NUMBERS.map((n) => ({
      accountExternalId: `c${n}`,
      externalId: `s${n}`,
      plan: 'Team',
      seats: 40 - n,
      mrrMinor: (40 - n) * 2_400,
      currency: 'USD',
      startedOn: day(500 - n),
    })),
  );
  await recordUsage(ws, NUMBERS.flatMap(usageOf));
  await recordSurveyAnswers(
    ws,
    NUMBERS.map((n) => ({
      accountExternalId: `c${n}`,
      personExternalId: `c${n}-user`,
      externalId: `nps${n}`,
      kind: 'nps' as const,
      score: n <= 6 ? 10 : 8,
      answeredAt: subDays(TODAY, 20),
    })),
  );
}

function usageOf(n: number) {
  const breadth = Math.max(1, 8 - Math.floor(n / 2));
  return Array.from({ length: 15 - n }, (_, index) => ({
    accountExternalId: `c${n}`,
    feature: `f${index % breadth}`,
    day: day(index * 2),
    quantity: 20,
  }));
}
