import { addDays } from 'date-fns/addDays';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import {
  enterSurveys,
  type SurveyScene,
  surveyRows,
  tokenOf,
  visitorOf,
} from '../../../test/support/surveys.ts';
import { systemActor } from '../../core/actor.ts';
import { now, setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { erasePerson } from '../../customers/privacy/erase-person.ts';
import { createApp } from '../../main.ts';
import { findPromoters } from '../index.ts';
import type { AskPage, WaveView } from '../schema/survey.ts';

useDatabase();

const config = testConfig();
let app: App;
let say: ReturnType<typeof visitorOf>['say'];
let open: ReturnType<typeof visitorOf>['open'];
beforeAll(async () => {
  app = await createApp(config);
  ({ say, open } = visitorOf(app));
});
beforeEach(() => setClock());
afterAll(async () => {
  setClock();
  await app.close();
});

const enter = (count?: number) => enterSurveys(app, count);

describe('an answer', () => {
  it('is changed by nothing that only opens its address, as scanners of mails do', async () => {
    const scene = await enter();
    await scene.begin();
    const token = await tokenOf(scene);
    for (const query of ['', '?score=9', '?score=0']) expect((await open(token, query)).statusCode).toBe(200);
    expect((await open(token)).json<AskPage>()).toMatchObject({
      company: 'Acme',
      answer: null,
      isOpen: true,
    });
    expect(await surveyRows('survey_answers', scene.ws)).toEqual([]);
  });

  it('counts once a person and wave however often and at once it is sent, in its newest form', async () => {
    const scene = await enter();
    const { survey, wave } = await scene.begin();
    const token = await tokenOf(scene);
    const sent = await Promise.all([1, 2, 3, 4].map(() => say(token, { score: 9, comment: 'Good' })));
    expect(sent.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect(await surveyRows('survey_answers', scene.ws)).toHaveLength(1);
    const changed = await say(token, { score: 7, comment: '' });
    expect(changed.json<AskPage>().answer).toMatchObject({ score: 7, comment: '' });
    const all = await scene.answers(survey.id);
    expect(all).toMatchObject([
      { score: 7, comment: null, wave: wave.name, personName: 'Person 0', accountName: 'Example Ltd' },
    ]);
    const view = (await scene.call<WaveView>('GET', `/survey-waves/${wave.id}`)).body;
    expect(view).toMatchObject({ askedCount: 3, answeredCount: 1, response: { rate: 1 / 3 } });
  });

  it('stays one when the person is merged with another', async () => {
    const scene = await enter();
    await scene.begin();
    const token = await tokenOf(scene, 'p1@example.com');
    await say(token, { score: 9 });
    await scene.call('POST', '/merges', { object: 'person', keptId: scene.ids[0], mergedId: scene.ids[1] });
    expect((await say(token, { score: 8 })).statusCode).toBe(200);
    const rows = await surveyRows('survey_answers', scene.ws);
    expect(rows).toMatchObject([{ score: 8, person_id: scene.ids[0] }]);
  });

  it('is refused off the scale, after the wave, and to whoever has no link', async () => {
    const scene = await enter();
    const { wave } = await scene.begin();
    const token = await tokenOf(scene);
    expect((await say(token, { score: 11 })).json()).toMatchObject({
      status: 422,
      errors: [{ path: 'score' }],
    });
    for (const wrong of ['nonsense', `${token.slice(0, -4)}AAAA`]) {
      expect((await open(wrong)).statusCode).toBe(404);
      expect((await say(wrong, { score: 1 })).statusCode).toBe(404);
    }
    await scene.call('POST', `/survey-waves/${wave.id}/closing`);
    expect((await say(token, { score: 1 })).json()).toMatchObject({ status: 410, code: 'survey_closed' });
    expect((await open(token)).json<AskPage>().isOpen).toBe(false);
    expect(await surveyRows('survey_answers', scene.ws)).toEqual([]);
  });

  it('of another program counts once by its own id, and is the answer to the open wave', async () => {
    const scene = await enter();
    const { survey, wave } = await scene.begin();
    const tell = (body: object) =>
      scene.call<{ id: string; wave: string }>('POST', `/surveys/${survey.id}/responses`, body);
    const body = { email: 'P0@example.com', score: 9, comment: 'Fine', responseId: 'r-1' };
    const told = await Promise.all([1, 2, 3].map(() => tell(body)));
    expect(new Set(told.map(({ text }) => text)).size).toBe(1);
    expect(told[0]?.body.wave).toBe(wave.name);
    await tell({ personExternalId: 'x0', score: 3, responseId: 'r-2' });
    expect((await tell(body)).body.id).toBe(told[0]?.body.id);
    expect(await scene.answers(survey.id)).toMatchObject([{ score: 3, comment: 'Fine' }]);
    expect((await tell({ email: 'no@example.com', score: 3 })).body).toMatchObject({
      errors: [{ path: 'email' }],
    });
    await scene.call('POST', `/survey-waves/${wave.id}/closing`);
    expect((await tell({ personExternalId: 'x1', score: 5 })).body.wave).toMatch(/^\d{4}-Q\d$/);
  });

  it('of somebody who is erased stays without their name, and leaves the wave’s figures in step', async () => {
    const scene = await enter();
    const { survey, wave } = await scene.begin();
    const token = await tokenOf(scene);
    await say(token, { score: 9, comment: 'I am Person 0' });
    await say(await tokenOf(scene, 'p1@example.com'), { score: 8 });
    const actor = systemActor(scene.ws, 'Owner');
    await erasePerson(actor, scene.ids[0] ?? '', { confirmation: 'p0@example.com' });
    expect((await open(token)).statusCode).toBe(404);
    expect((await say(token, { score: 1 })).statusCode).toBe(404);
    await drainJobs();
    const view = (await scene.call<WaveView>('GET', `/survey-waves/${wave.id}`)).body;
    expect(view).toMatchObject({ askedCount: 2, answeredCount: 1, withdrawnCount: 0 });
    expect(view.scores).toHaveLength(2);
    const told = await scene.answers(survey.id);
    expect(told.find(({ score }) => score === 9)).toMatchObject({ comment: null, personName: null });
  });

  it('is on the timeline and in the figures of the account', async () => {
    const scene = await enter();
    await scene.begin();
    await say(await tokenOf(scene), { score: 9, comment: 'Lovely' });
    await drainJobs();
    const { text } = await scene.call('GET', `/accounts/${scene.accountId}/timeline`);
    expect(text).toContain('Lovely');
    const { body } = await scene.call<{ figures: { npsScore: number } }>(
      'GET',
      `/accounts/${scene.accountId}`,
    );
    expect(body.figures.npsScore).toBe(9);
  });
});

describe('what follows from an answer', () => {
  it('is one task for the account’s owner about somebody unhappy, for ever', async () => {
    const scene = await enter();
    const { survey } = await scene.begin();
    const token = await tokenOf(scene);
    await Promise.all([1, 2, 3].map(() => say(token, { score: 2, comment: 'Too slow' })));
    await drainJobs();
    for (const score of [9, 1, 3]) {
      await say(token, { score });
      await drainJobs();
    }
    const [task, ...others] = await scene.tasks();
    expect(others).toEqual([]);
    const dueOn = addDays(now(), 2).toISOString().slice(0, 10);
    expect(task).toMatchObject({
      title: 'Talk to Person 0: 2 of 10 in “How are we?”',
      dueOn,
      assigneeName: 'Owner',
    });
    expect(task?.note).toContain('Too slow');
    expect((await scene.answers(survey.id))[0]).toMatchObject({ taskId: task?.id, mood: 'unhappy' });
  });

  it('is the mark that somebody glad may be asked, as long as the month’s number lasts and until they change their mind', async () => {
    const scene = await enter(4);
    const { survey } = await scene.begin({ promotersPerMonth: 2 });
    for (const email of scene.emails) await say(await tokenOf(scene, email), { score: 10 });
    await drainJobs();
    const marked = async () => (await scene.answers(survey.id)).filter(({ isPromoter }) => isPromoter);
    expect(await marked()).toHaveLength(2);
    const ids = (await marked()).map(({ personId }) => personId ?? '');
    expect(await findPromoters(scene.ws, scene.ids)).toEqual(new Set(ids));
    const [first] = await marked();
    await say(await tokenOf(scene, first?.personEmail ?? ''), { score: 8 });
    await drainJobs();
    expect(await marked()).toHaveLength(1);
    expect(await scene.tasks()).toEqual([]);
  });

  it('is in the file of all answers', async () => {
    const scene = await enter();
    const { survey } = await scene.begin();
    await say(await tokenOf(scene), { score: 9, comment: '=1+1' });
    const { text } = await exported(scene, `/survey-answers/export.csv?surveyId=${survey.id}`);
    expect(text).toContain("'=1+1");
    expect((await exported(scene, '/survey-answers/export.csv?surveyId=sur_none')).status).toBe(404);
  });
});

async function exported(scene: SurveyScene, url: string) {
  const headers = await withApiKey(scene.ws);
  const answer = await app.inject({ url: `/api/v1${url}`, headers });
  return { status: answer.statusCode, text: answer.body };
}
