import { beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { pool } from '../../core/db.ts';
import { words } from '../../core/words.ts';
import { saveAccounts, savePeople } from '../../customers/index.ts';
import {
  listAccountFacts,
  recordChurnEvents,
  recordCosts,
  recordSubscriptions,
  recordSurveyAnswers,
  recordTickets,
  recordUsage,
} from '../index.ts';

useDatabase();

let ws: string;
let acme: string;
beforeAll(async () => {
  ws = (await makeWorkspace()).id;
  const [account] = await saveAccounts(ws, [{ externalId: 'a1', name: 'Acme' }]);
  acme = account?.id ?? '';
  await savePeople(ws, [{ externalId: 'u1', email: 'ann@acme.com', accountExternalId: 'a1' }]);
});

const outcomes = (rows: { outcome: string }[]) => rows.map(({ outcome }) => outcome);
const factsAt = async (day: string) => (await listAccountFacts(ws, [acme], new Date(`${day}T12:00:00Z`)))[0];

async function usageDays(): Promise<{ day: string; feature: string; quantity: number }[]> {
  const { rows } = await pool().query(
    'select day, feature, quantity from signals.usage_days where workspace_id = $1 order by day, feature',
    [ws],
  );
  return rows;
}

describe('usage', () => {
  const row = {
    externalId: 'u-1',
    accountExternalId: 'a1',
    feature: 'reports',
    day: '2024-03-05',
    quantity: 9,
  };

  it('is counted once, however often it is told', async () => {
    expect(outcomes(await recordUsage(ws, [row]))).toEqual(['created']);
    expect(outcomes(await recordUsage(ws, [row, row]))).toEqual(['unchanged', 'unchanged']);
    expect(await usageDays()).toEqual([{ day: '2024-03-05', feature: 'reports', quantity: 9 }]);
  });

  it('of a month that nobody has told of yet is taken from many at once', async () => {
    const { id } = await makeWorkspace();
    await saveAccounts(id, [{ externalId: 'a1', name: 'Acme' }]);
    const told = await Promise.all(
      ['w', 'x', 'y', 'z'].map((externalId) => recordUsage(id, [{ ...row, externalId, day: '2011-05-05' }])),
    );
    expect(told.flatMap(outcomes)).toEqual(['created', 'created', 'created', 'created']);
  });

  it('is corrected by the difference, on whatever day and feature it now belongs to', async () => {
    const corrected = { ...row, quantity: 4, day: '2024-04-01', feature: 'exports' };
    expect(outcomes(await recordUsage(ws, [corrected]))).toEqual(['updated']);
    expect(await usageDays()).toEqual([{ day: '2024-04-01', feature: 'exports', quantity: 4 }]);
    const { rows } = await pool().query(
      'select feature, quantity from signals.usage_events where workspace_id = $1',
      [ws],
    );
    expect(rows).toEqual([{ feature: 'exports', quantity: 4 }]);
  });

  it('of an unknown account fails with the reason, and the other rows are taken', async () => {
    const answers = await recordUsage(ws, [
      { accountExternalId: 'nobody', feature: 'x', day: '2024-04-01' },
      { accountExternalId: 'a1', personExternalId: 'u1', feature: 'x', day: '2024-04-02' },
      { accountExternalId: 'a1', feature: 'x' },
      { accountExternalId: 'a1', feature: 'x', day: '2024-04-02', quantity: -1 },
    ]);
    expect(outcomes(answers)).toEqual(['failed', 'created', 'failed', 'failed']);
    expect(answers[0]).toMatchObject({
      error: { code: 'signals:error.unknownAccount', values: { reference: 'nobody' } },
    });
  });
});

describe('subscriptions', () => {
  const start = {
    externalId: 's1',
    accountExternalId: 'a1',
    plan: 'Pro',
    mrrMinor: 10_000,
    currency: 'USD',
    startedOn: '2024-01-10',
    seats: 5,
  };

  it('keep the terms they had over time, and their movements add up to the MRR', async () => {
    const told = [
      start,
      { ...start, mrrMinor: 15_000, seats: 8, changedOn: '2024-05-01' },
      { ...start, mrrMinor: 12_000, changedOn: '2024-09-01', endedOn: '2024-12-01' },
    ];
    expect(outcomes(await recordSubscriptions(ws, told))).toEqual(['created', 'updated', 'updated']);
    expect(await factsAt('2024-02-01')).toMatchObject({
      mrrMinor: 10_000,
      seats: 5,
      mrr90DaysAgoMinor: 0,
      churnedAt: null,
    });
    expect(await factsAt('2024-06-01')).toMatchObject({
      mrrMinor: 15_000,
      seats: 8,
      mrr90DaysAgoMinor: 10_000,
    });
    expect(await factsAt('2025-01-01')).toMatchObject({
      mrrMinor: 0,
      churnedAt: new Date('2024-12-01T00:00:00Z'),
      firstPaidAt: new Date('2024-01-10T00:00:00Z'),
    });
    const { rows } = await pool().query(
      'select day, kind, amount_minor from signals.mrr_movements where workspace_id = $1 order by day',
      [ws],
    );
    expect(rows).toEqual([
      { day: '2024-01-10', kind: 'new', amount_minor: 10_000 },
      { day: '2024-05-01', kind: 'expansion', amount_minor: 5_000 },
      { day: '2024-09-01', kind: 'contraction', amount_minor: -3_000 },
      { day: '2024-12-01', kind: 'churned', amount_minor: -12_000 },
    ]);
  });

  it('that end before they start are refused with a sentence', async () => {
    const [answer] = await recordSubscriptions(ws, [{ ...start, externalId: 's2', endedOn: '2023-01-01' }]);
    expect(answer).toMatchObject({
      outcome: 'failed',
      error: { code: 'signals:error.endBeforeStart', field: 'endedOn' },
    });
  });

  it('told again leave everything as it is', async () => {
    const one = { ...start, externalId: 's3' };
    await recordSubscriptions(ws, [one]);
    expect(outcomes(await recordSubscriptions(ws, [one]))).toEqual(['unchanged']);
  });
});

describe('tickets and answers', () => {
  it('count while they are open, and a score becomes one CSAT answer', async () => {
    const ticket = {
      externalId: 't1',
      accountExternalId: 'a1',
      priority: 'urgent' as const,
      openedAt: new Date('2024-06-01T08:00:00Z'),
    };
    await recordTickets(ws, [ticket]);
    const closed = { ...ticket, closedAt: new Date('2024-06-03T08:00:00Z'), satisfactionScore: 4 };
    expect(outcomes(await recordTickets(ws, [closed]))).toEqual(['updated']);
    expect(outcomes(await recordTickets(ws, [closed]))).toEqual(['unchanged']);
    expect(await factsAt('2024-06-02')).toMatchObject({ openTickets: 1, openUrgentTickets: 1, csat: null });
    expect(await factsAt('2024-06-04')).toMatchObject({
      openTickets: 0,
      tickets90: 1,
      csat: { average: 4, count: 1 },
    });
  });

  it('have sentences of their own on the timeline when nobody gave a ticket a subject', async () => {
    const [quiet] = await saveAccounts(ws, [{ externalId: 'a4', name: 'Quiet' }]);
    const openedAt = new Date('2024-06-01T08:00:00Z');
    const closedAt = new Date('2024-06-03T08:00:00Z');
    await recordTickets(ws, [{ externalId: 't4', accountExternalId: 'a4', openedAt, closedAt }]);
    const { rows } = await pool().query<{ code: string }>(
      'select code from customers.timeline_entries where account_id = $1 order by at',
      [quiet?.id],
    );
    expect(rows.map(({ code }) => words('en', code))).toEqual(['Opened a ticket', 'A ticket was solved']);
  });

  it('of one person and wave are one answer: the later one', async () => {
    const answer = { accountExternalId: 'a1', personEmail: 'Ann@acme.com', kind: 'nps' as const };
    const early = { ...answer, externalId: 'n1', score: 6, answeredAt: new Date('2024-07-02T00:00:00Z') };
    const late = { ...answer, externalId: 'n2', score: 9, answeredAt: new Date('2024-08-02T00:00:00Z') };
    expect(outcomes(await recordSurveyAnswers(ws, [late]))).toEqual(['created']);
    expect(outcomes(await recordSurveyAnswers(ws, [early]))).toEqual(['unchanged']);
    expect(outcomes(await recordSurveyAnswers(ws, [early, late]))).toEqual(['unchanged', 'unchanged']);
    expect(await factsAt('2024-08-03')).toMatchObject({ nps: { score: 9 } });
    expect((await recordSurveyAnswers(ws, [{ ...late, score: 11 }]))[0]).toMatchObject({ outcome: 'failed' });
  });
});

describe('churn and costs', () => {
  it('tell when a customer without subscriptions left, until the return', async () => {
    const [other] = await saveAccounts(ws, [{ externalId: 'a2', name: 'Other' }]);
    const at = (day: string) => listAccountFacts(ws, [other?.id ?? ''], new Date(`${day}T00:00:00Z`));
    await recordChurnEvents(ws, [
      { externalId: 'c1', accountExternalId: 'a2', churnedOn: '2024-02-01', reason: 'price' },
      { externalId: 'c2', accountExternalId: 'a2', churnedOn: '2024-05-01', isReactivation: true },
    ]);
    expect((await at('2024-03-01'))[0]).toMatchObject({ churnedAt: new Date('2024-02-01T00:00:00Z') });
    expect((await at('2024-06-01'))[0]).toMatchObject({ churnedAt: null, mrrMinor: null, usage28: null });
  });

  it('shares untargeted costs by the customers that paid in the month', async () => {
    expect((await factsAt('2024-03-15'))?.crcMinor12m).toBeNull();
    await recordCosts(ws, [
      {
        kind: 'people',
        name: 'Success team',
        amountMinor: 90_000,
        currency: 'USD',
        firstMonth: '2024-01-20',
        months: 3,
      },
      {
        kind: 'programs',
        name: 'Visit',
        amountMinor: 500,
        currency: 'USD',
        firstMonth: '2024-02-01',
        accountExternalIds: ['a1'],
      },
    ]);
    expect((await factsAt('2024-03-15'))?.crcMinor12m).toBe(90_500);
  });
});

describe('what changed', () => {
  it('reaches the lists with the next jobs, and the timeline at once', async () => {
    await drainJobs();
    const { rows } = await pool().query(
      'select mrr_minor, csat_average, open_tickets from customers.account_figures where account_id = $1',
      [acme],
    );
    expect(rows[0]).toMatchObject({ mrr_minor: 10_000, csat_average: null, open_tickets: 0 });
    const kinds = await pool().query(
      'select distinct kind from customers.timeline_entries where workspace_id = $1 order by 1',
      [ws],
    );
    expect(kinds.rows.map(({ kind }) => kind)).toEqual(['churn', 'subscription', 'survey_answer', 'ticket']);
  });
});
