import { addDays } from 'date-fns/addDays';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { enterSurveys, SURVEY, surveyRows, tokenOf, visitorOf } from '../../../test/support/surveys.ts';
import { now, setClock } from '../../core/clock.ts';
import { inTransaction, pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { savePeople } from '../../customers/index.ts';
import { createApp } from '../../main.ts';
import type { Survey, Wave, WaveView } from '../schema/survey.ts';
import { runSurveys } from './run-surveys.ts';
import { sendMails } from './send-mails.ts';

useDatabase();

const config = testConfig();
let app: App;
let say: ReturnType<typeof visitorOf>['say'];
beforeAll(async () => {
  app = await createApp(config);
  ({ say } = visitorOf(app));
});
beforeEach(() => setClock());
afterAll(async () => {
  setClock();
  await app.close();
});

const enter = (count?: number) => enterSurveys(app, count);

describe('a survey', () => {
  it('is made, changed, paused and archived, and refuses days that do not fit together', async () => {
    const { call, make } = await enter();
    const survey = await make();
    expect(survey).toMatchObject({ status: 'active', stages: ['customer'], restDays: 90, reminderDays: 7 });
    const change = (body: object) => call<Survey>('PATCH', `/surveys/${survey.id}`, body);
    expect((await change({ samplingPercent: 50, status: 'paused' })).body).toMatchObject({
      ...{ samplingPercent: 50, status: 'paused', name: 'How are we?' },
    });
    expect((await call('POST', `/surveys/${survey.id}/waves`)).body).toMatchObject({
      code: 'survey_not_active',
    });
    expect((await change({ reminderDays: 30 })).body).toMatchObject({ errors: [{ path: 'reminderDays' }] });
    expect((await change({ repeatDays: 5 })).body).toMatchObject({ errors: [{ path: 'repeatDays' }] });
    expect((await call('POST', '/surveys', SURVEY)).body).toMatchObject({ code: 'survey_exists' });
    await make({ name: 'Other' });
    expect((await change({ name: 'Other' })).body).toMatchObject({ code: 'survey_exists' });
    expect((await change({ status: 'archived' })).body.status).toBe('archived');
    expect((await call<{ data: Survey[] }>('GET', '/surveys?status=archived')).body.data).toHaveLength(1);
  });
});

describe('a wave', () => {
  it('asks everybody once with a link of their own, and with a way to refuse in one click', async () => {
    const scene = await enter();
    const { wave } = await scene.begin();
    expect(wave).toMatchObject({ number: 1, askedCount: 3, answeredCount: 0, closedAt: null });
    const mails = await scene.mails();
    expect(mails.map(({ recipient }) => recipient)).toEqual(scene.emails);
    const [first] = mails;
    expect(first?.subject).toBe('Would you recommend us?');
    expect(first?.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
    expect(first?.headers['List-Unsubscribe']).toContain('purpose=surveys');
    expect(first?.body_html.match(/&amp;score=\d+"/g)).toHaveLength(11);
    expect(new Set(mails.map(({ body_text }) => /\/survey\/\S+/.exec(body_text)?.[0])).size).toBe(3);
  });

  it('that many start at the same moment begins once, and asks nobody twice', async () => {
    const scene = await enter();
    const { id } = await scene.make();
    const starts = await Promise.all([1, 2, 3, 4].map(() => scene.call('POST', `/surveys/${id}/waves`)));
    expect(starts.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    await drainJobs();
    expect(await scene.mails()).toHaveLength(3);
    expect(await surveyRows('survey_asks', scene.ws)).toHaveLength(3);
  });

  it('of two surveys that start at the same moment asks each person once', async () => {
    const scene = await enter(20);
    const surveys = [
      await scene.make(),
      await scene.make({ name: 'Other' }),
      await scene.make({ name: 'Third' }),
    ];
    await Promise.all(surveys.map(({ id }) => scene.call('POST', `/surveys/${id}/waves`)));
    await drainJobs();
    const recipients = (await scene.mails()).map(({ recipient }) => recipient);
    expect(recipients).toHaveLength(20);
    expect(new Set(recipients).size).toBe(20);
  });

  it('leaves alone who was asked within the limit by any survey, and asks them again afterwards', async () => {
    const scene = await enter();
    await scene.begin({ openDays: 10, reminderDays: null });
    const other = await scene.make({ name: 'Other', restDays: 60, openDays: 10, reminderDays: null });
    const start = () => scene.call<Wave>('POST', `/surveys/${other.id}/waves`);
    expect((await start()).body).toMatchObject({ code: 'nobody_to_ask' });
    setClock(() => addDays(new Date(), 89));
    expect((await start()).body).toMatchObject({ code: 'nobody_to_ask' });
    setClock(() => addDays(new Date(), 91));
    expect((await start()).body).toMatchObject({ askedCount: 3 });
  });

  it('asks nobody who has refused, also when they refuse between the draw and the mail, or before the reminder', async () => {
    const scene = await enter();
    const refuse = (place: number) =>
      scene.call('POST', `/people/${scene.ids[place]}/consents`, { purpose: 'surveys', isGranted: false });
    await refuse(0);
    const survey = await scene.make();
    const { body: wave } = await scene.call<Wave>('POST', `/surveys/${survey.id}/waves`);
    expect(wave).toMatchObject({ askedCount: 2, leftOut: { refused: 1 } });
    await refuse(1);
    await drainJobs();
    expect((await scene.mails()).map(({ recipient }) => recipient)).toEqual(['p2@example.com']);
    await refuse(2);
    setClock(() => addDays(new Date(), 8));
    await runSurveys();
    await drainJobs();
    expect(await scene.mails('survey_reminder')).toEqual([]);
    const { body: view } = await scene.call<WaveView>('GET', `/survey-waves/${wave.id}`);
    expect(view).toMatchObject({ askedCount: 1, withdrawnCount: 1, remindedCount: 0 });
  });

  it('passes over addresses that nobody has, as the last mail to them said', async () => {
    const scene = await enter();
    const fail = (recipient: string, error: string) =>
      pool().query(
        `insert into core.mails (workspace_id, id, kind, state, sender, recipient, subject, body_text, error)
         values ($1, 'mail_' || $2, 'x', 'failed', 'x', $2, 'x', 'x', $3)`,
        [scene.ws, recipient, error],
      );
    await fail('p0@example.com', "Can't send mail - all recipients were rejected: 550 5.1.1 no such user");
    await fail('p1@example.com', 'connect ECONNREFUSED');
    const { wave } = await scene.begin();
    expect(wave).toMatchObject({ askedCount: 2, leftOut: { undeliverable: 1 } });
  });

  it('asks in the language of the person, and in the one that there is where it is missing', async () => {
    const scene = await enter(1);
    await savePeople(scene.ws, [
      { email: 'somchai@example.com', name: 'Somchai', accountExternalId: 'a1', country: 'TH' },
    ]);
    await scene.begin();
    const subjects = (await scene.mails()).map(({ subject }) => subject);
    expect(subjects).toEqual(['Would you recommend us?', 'คุณจะแนะนำเราหรือไม่']);
    const other = await enter(1);
    await other.begin({ texts: { th: SURVEY.texts.th } });
    expect((await other.mails())[0]?.subject).toBe('คุณจะแนะนำเราหรือไม่');
  });

  it('goes on where it was killed: no mail is missing, and none is written twice', async () => {
    const scene = await enter(12);
    const survey = await scene.make();
    const { body: wave } = await scene.call<Wave>('POST', `/surveys/${survey.id}/waves`);
    const killed = new Error('killed');
    const dying = inTransaction(async () => {
      await sendMails(config, scene.ws, wave.id);
      throw killed;
    });
    await expect(dying).rejects.toBe(killed);
    expect(await scene.mails()).toEqual([]);
    await Promise.all([1, 2, 3].map(() => sendMails(config, scene.ws, wave.id)));
    await drainJobs();
    expect((await scene.mails()).map(({ recipient }) => recipient)).toEqual([...scene.emails].sort());
  });

  it('reminds once, only those who have not answered, and not before the day', async () => {
    const scene = await enter();
    await scene.begin();
    await say(await tokenOf(scene, 'p0@example.com'), { score: 8 });
    const pass = async (days: number) => {
      setClock(() => addDays(new Date(), days));
      await runSurveys();
      await drainJobs();
    };
    await pass(6);
    expect(await scene.mails('survey_reminder')).toEqual([]);
    await pass(8);
    await pass(12);
    const reminded = (await scene.mails('survey_reminder')).map(({ recipient }) => recipient);
    expect(reminded).toEqual(['p1@example.com', 'p2@example.com']);
  });

  it('begins by itself on its day, once, and plans the next', async () => {
    const scene = await enter();
    const today = now().toISOString().slice(0, 10);
    const planned = { repeatDays: 100, openDays: 20, nextWaveOn: today };
    const { id } = await scene.make(planned);
    setClock(() => new Date(`${today}T07:00:00Z`));
    await runSurveys();
    expect(await surveyRows('survey_waves', scene.ws)).toEqual([]);
    setClock(() => new Date(`${today}T09:00:00Z`));
    await Promise.all([runSurveys(), runSurveys()]);
    await drainJobs();
    expect(await scene.mails()).toHaveLength(3);
    const next = addDays(new Date(`${today}T09:00:00Z`), 100);
    const read = async () => (await scene.call<Survey>('GET', `/surveys/${id}`)).body;
    expect((await read()).nextWaveOn).toBe(next.toISOString().slice(0, 10));
    setClock(() => next);
    await runSurveys();
    expect(await read()).toMatchObject({ waveCount: 2 });
    expect(
      (await surveyRows('survey_waves', scene.ws)).filter(({ closed_at }) => closed_at === null),
    ).toHaveLength(1);
  });
});
