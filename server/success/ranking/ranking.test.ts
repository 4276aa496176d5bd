import { addDays } from 'date-fns/addDays';
import { subDays } from 'date-fns/subDays';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { day, makeSmallCompany, TODAY } from '../../../test/support/small-company.ts';
import { recordAsks, saveAffiliate } from '../../affiliates/index.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import { findAccountIds, saveAccounts, savePeople } from '../../customers/index.ts';
import { recordSubscriptions, recordSurveyAnswers, recordTickets, recordUsage } from '../../signals/index.ts';
import { explainExclusion, rankAdvocates, refreshScores } from '../index.ts';

useDatabase();
beforeAll(() => setClock(() => TODAY));
afterAll(() => setClock());

describe('the ranking', () => {
  it('puts the keenest first, with three reasons in words, the four factors, and whom to ask in order', async () => {
    const { ws } = await makeSmallCompany();
    await refreshScores(ws, null);
    const ranked = await rankAdvocates(ws, { limit: 3, locale: 'en' });
    const [best] = ranked;
    expect(best?.account).toMatchObject({ externalId: 'c1', channel: 'word_of_mouth', mrrMinor: 39 * 2_400 });
    expect(best?.reasons).toHaveLength(3);
    const known = best?.factors.willingness.inputs.find(({ input }) => input === 'nps');
    expect(known?.text).toBe(
      'Gave 10 of 10 when asked whether they would recommend you, last on June 10, 2026.',
    );
    expect(best?.people.map(({ name }) => name)).toEqual(['Champion 1', 'User 1']);
    expect(best?.people[0]?.why.text).toBe('Champion: spoke for you when they bought.');
    expect(ranked.map(({ score }) => score)).toEqual(
      ranked.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });

  it('can be checked by hand: contributions make the mean, factors make the score', async () => {
    const { ws } = await makeSmallCompany();
    await refreshScores(ws, null);
    for (const { score, factors } of await rankAdvocates(ws, { limit: 50, locale: 'en' })) {
      const product = Object.values(factors).reduce((total, factor) => total * factor.multiplier, 100);
      expect(product).toBeCloseTo(score, 1);
      for (const { inputs } of Object.values(factors)) {
        expect(inputs.reduce((total, { share }) => total + share, 0)).toBeCloseTo(1, 9);
        for (const { place, share, contribution } of inputs)
          expect(contribution).toBeCloseTo(place * share, 9);
      }
    }
  });

  it('speaks Thai to a Thai reader', async () => {
    const { ws } = await makeSmallCompany();
    await refreshScores(ws, null);
    const [best] = await rankAdvocates(ws, { limit: 1, locale: 'th' });
    for (const { text } of best?.reasons ?? []) expect(text).toMatch(/[\u0e00-\u0e7f]/);
  });

  it('of accounts that are the same in everything follows their ids, every time', async () => {
    const { id: ws } = await makeWorkspace();
    const names = ['a', 'b', 'c', 'd'];
    await saveAccounts(
      ws,
      names.map((name) => ({ externalId: name, name: 'Twin', stage: 'customer' as const, planTier: name })),
    );
    await recordUsage(
      ws,
      names.flatMap((name) =>
        [1, 2, 3].map((ago) => ({ accountExternalId: name, feature: 'f', day: day(ago) })),
      ),
    );
    await recordSubscriptions(
      ws,
      names.map((name) => ({
        accountExternalId: name,
        seats: 1,
        mrrMinor: 100,
        currency: 'USD',
        startedOn: day(100),
      })),
    );
    await refreshScores(ws, null);
    const first = await rankAdvocates(ws, { locale: 'en' });
    expect(first.length).toBeGreaterThan(0);
    const ids = first.map(({ account }) => account.id);
    expect(ids).toEqual([...ids].sort());
    await refreshScores(ws, null);
    expect((await rankAdvocates(ws, { locale: 'en' })).map(({ account }) => account.id)).toEqual(ids);
  });

  it('gives a few accounts the same scores as everybody together', async () => {
    const { ws, account } = await makeSmallCompany();
    await refreshScores(ws, null);
    const before = await rankAdvocates(ws, { limit: 50, locale: 'en' });
    const summary = await refreshScores(ws, [account('c3'), account('c9')]);
    expect(summary).toMatchObject({ isFull: false, accounts: 2 });
    expect(await rankAdvocates(ws, { limit: 50, locale: 'en' })).toEqual(before);
  });
});

describe('nobody is asked', () => {
  it('who has left, never paid, is unhappy, has trouble, or of whom too little is known', async () => {
    const { ws, why, rank } = await makeSmallCompany();
    await saveAccounts(ws, [
      { externalId: 'lead', name: 'Lead', stage: 'lead' },
      { externalId: 'mute', name: 'Mute', stage: 'customer' },
    ]);
    await recordSubscriptions(ws, [
      {
        accountExternalId: 'c2',
        externalId: 's2',
        mrrMinor: 38 * 2_400,
        currency: 'USD',
        startedOn: day(498),
        endedOn: day(3),
      },
    ]);
    await recordSurveyAnswers(ws, [
      {
        accountExternalId: 'c3',
        personExternalId: 'c3-champion',
        externalId: 'no',
        kind: 'nps',
        score: 2,
        answeredAt: subDays(TODAY, 2),
      },
    ]);
    await recordTickets(ws, [
      { accountExternalId: 'c4', externalId: 't1', priority: 'urgent', openedAt: subDays(TODAY, 1) },
    ]);
    await refreshScores(ws, null);
    const ids = await findAccountIds(ws, ['lead', 'mute']);
    const codes = async (name: string) =>
      (await explainExclusion(ws, ids.get(name) ?? '', 'en'))?.map(({ code }) => code);
    expect(await codes('lead')).toEqual(['not_a_customer']);
    expect(await codes('mute')).toEqual(['not_enough_data']);
    expect(await why('c2')).toEqual(['churned']);
    expect(await why('c3')).toContain('detractor');
    expect(await why('c4')).toEqual(['unhealthy']);
    expect(await why('c1')).toEqual([]);
    expect(await rank()).not.toEqual(expect.arrayContaining(['c2']));
  });

  it('where people are known but none may be asked; where nobody is known, somebody may yet be named', async () => {
    const { ws, account, why, rank } = await makeSmallCompany();
    const [person] = await savePeople(ws, [{ name: 'No Mail', accountExternalId: 'c1' }]);
    await pool().query(
      `delete from customers.stakeholders
       where workspace_id = $1 and account_id = any ($2) and person_id <> $3`,
      [ws, [account('c1'), account('c5')], person?.id],
    );
    await refreshScores(ws, null);
    expect(await why('c1')).toEqual(['nobody_to_ask']);
    expect(await why('c5')).toEqual([]);
    expect(await rank()).toContain('c5');
  });

  it('twice within 90 days: the next person comes first, then nobody, then the same person again', async () => {
    const { ws, account, person, why } = await makeSmallCompany();
    const ask = (name: string) =>
      recordAsks(ws, [{ personId: person(name), accountId: account('c1'), askedAt: TODAY }]);
    const asked = async () => {
      await refreshScores(ws, [account('c1')]);
      return (await rankAdvocates(ws, { limit: 50, locale: 'en' }))
        .find(({ account: { externalId } }) => externalId === 'c1')
        ?.people.map(({ name }) => name);
    };
    await refreshScores(ws, null);
    await ask('c1-champion');
    expect(await asked()).toEqual(['User 1']);
    await ask('c1-user');
    expect(await asked()).toBeUndefined();
    const [reason] = (await explainExclusion(ws, account('c1'), 'en')) ?? [];
    expect(reason?.text).toContain('They can be asked again from September 28, 2026.');
    setClock(() => addDays(TODAY, 91));
    await refreshScores(ws, null);
    expect(await why('c1')).not.toContain('asked_recently');
    setClock(() => TODAY);
  });

  it('who takes part already', async () => {
    const { ws, account, person, why } = await makeSmallCompany();
    await saveAffiliate(ws, {
      email: 'champion@c1.example',
      name: 'Champion 1',
      personId: person('c1-champion'),
      status: 'active',
    });
    await refreshScores(ws, null);
    expect(await why('c1')).toEqual(['already_affiliate']);
    expect(account('c1')).not.toBe('');
  });
});
