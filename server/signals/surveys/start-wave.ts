import { addDays } from 'date-fns/addDays';
import { subDays } from 'date-fns/subDays';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { addJob } from '../../core/jobs.ts';
import { findUndeliverable } from '../../core/mail-outcomes.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { type Contact, findRefusing, holdIds, listContacts } from '../../customers/index.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { readCalendar } from '../calendar.ts';
import type { LeftOut, Survey, Wave, WavePreview } from '../schema/survey.ts';
import { insertAsks, selectResting } from '../store/surveys/asks.ts';
import { lockSurvey, updateSurvey } from '../store/surveys/designs.ts';
import { closeWave, findWave, insertWave, nextWaveNumber } from '../store/surveys/waves.ts';
import { getSurvey } from './keep-surveys.ts';
import { chooseAsked, languageOf, spokenLanguage } from './rules.ts';

export const SEND_TASK = 'signals.send-survey-mails';
const ASKS_PER_STATEMENT = 5_000;

/**
 * Begins a wave: draws who is asked, keeps it, and queues the mails. One wave of a survey is open at a time, whoever
 * starts it.
 * @throws Problem 404; 409 while a wave is open, for a survey that is paused or archived, and when nobody can be asked.
 */
export async function startWave(actor: Actor, surveyId: string): Promise<Wave> {
  authorize(actor, 'surveys.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await holdIds(workspaceId);
    if (!(await lockSurvey(workspaceId, surveyId))) throw notFound('survey');
    const survey = await getSurvey(actor, surveyId);
    refuseStart(survey);
    const number = await nextWaveNumber(workspaceId, surveyId);
    const seed = seedOf(surveyId, number);
    const { asked, leftOut } = await choosePeople(actor, survey, seed);
    const wave = toWave(actor, survey, { number, seed, leftOut });
    await insertWave(workspaceId, wave);
    const askedCount = await keepAsks(actor, survey, wave.id, asked);
    if (askedCount === 0) throw conflict('nobody_to_ask', 'There is nobody who can be asked now.');
    await planNext(actor, survey);
    await audit(actor, {
      ...{ action: 'survey_wave.started', objectType: 'survey', objectId: surveyId },
      after: { waveId: wave.id, name: wave.name, askedCount, leftOut },
    });
    await queueMails(workspaceId, wave.id);
    return getWave(workspaceId, wave.id);
  });
}

/** Who would be asked if a wave began now; nobody is. @throws Problem 404 */
export async function previewWave(actor: Actor, surveyId: string): Promise<WavePreview> {
  const survey = await getSurvey(actor, surveyId);
  const number = await nextWaveNumber(actor.workspaceId, surveyId);
  const { asked, leftOut } = await choosePeople(actor, survey, seedOf(surveyId, number));
  return { askedCount: asked.length, leftOut };
}

/** Takes no more answers. Told again, it stays closed as it is. @throws Problem 404 */
export async function endWave(actor: Actor, id: string): Promise<Wave> {
  authorize(actor, 'surveys.write');
  return inTransaction(async () => {
    const wave = await getWave(actor.workspaceId, id);
    if (!(await closeWave(actor.workspaceId, id, actor.now))) return wave;
    await audit(actor, {
      ...{ action: 'survey_wave.closed', objectType: 'survey', objectId: wave.surveyId },
      after: { waveId: id, name: wave.name },
    });
    return getWave(actor.workspaceId, id);
  });
}

export async function getWave(workspaceId: string, id: string): Promise<Wave> {
  const wave = await findWave(workspaceId, id);
  if (!wave) throw notFound('wave');
  return wave;
}

/** Asked for again before it has begun, it is one round. */
export function queueMails(workspaceId: string, waveId: string): Promise<void> {
  return addJob(
    SEND_TASK,
    { workspaceId, waveId },
    { key: `${SEND_TASK}:${waveId}`, queue: `${SEND_TASK}:${waveId}` },
  );
}

function seedOf(surveyId: string, number: number): string {
  return `${surveyId}:${number}`;
}

function refuseStart({ status, openWaveId }: Survey): void {
  if (status !== 'active') throw conflict('survey_not_active', 'This survey is paused or archived.');
  if (openWaveId) throw conflict('wave_open', 'A wave of this survey is open already.');
}

async function choosePeople(actor: Actor, survey: Survey, seed: string) {
  const { workspaceId, now: at } = actor;
  const candidates = await listContacts(workspaceId, survey.stages);
  const ids = candidates.map(({ personId }) => personId);
  return chooseAsked(candidates, {
    ...{ seed, samplingPercent: survey.samplingPercent },
    refusing: await findRefusing(workspaceId, { purpose: 'surveys', channel: 'email' }, ids),
    undeliverable: await findUndeliverable(
      workspaceId,
      candidates.map(({ email }) => email),
    ),
    resting: await selectResting(workspaceId, ids, { at, since: subDays(at, survey.restDays) }),
  });
}

function toWave(
  { id: startedBy, now: startedAt }: Actor,
  { id: surveyId, samplingPercent, reminderDays, openDays }: Survey,
  drawn: { number: number; seed: string; leftOut: LeftOut },
) {
  return {
    ...{ id: newId('swv'), surveyId, samplingPercent, reminderDays, startedBy, startedAt, ...drawn },
    name: `${startedAt.toISOString().slice(0, 10)} #${drawn.number}`,
    closesAt: addDays(startedAt, openDays),
  };
}

async function keepAsks(actor: Actor, survey: Survey, waveId: string, people: Contact[]): Promise<number> {
  const locale = (await findWorkspace(actor.workspaceId))?.locale ?? 'en';
  const asks = people.map(({ personId, accountId, stage, planTier, healthBand, ...said }) => ({
    ...{ id: newId('sak'), personId, accountId, stage, planTier, healthBand },
    locale: spokenLanguage(survey.texts, languageOf(said, locale)),
  }));
  const times = { askedAt: actor.now, restsUntil: addDays(actor.now, survey.restDays) };
  let count = 0;
  for (let from = 0; from < asks.length; from += ASKS_PER_STATEMENT)
    count += await insertAsks(actor.workspaceId, waveId, asks.slice(from, from + ASKS_PER_STATEMENT), times);
  return count;
}

/** The next wave by itself is so many days after this one. */
async function planNext({ workspaceId, now: at }: Actor, { id, repeatDays }: Survey): Promise<void> {
  if (repeatDays === null) return;
  const calendar = await readCalendar(workspaceId);
  await updateSurvey(workspaceId, id, { nextWaveOn: calendar.dayOf(addDays(at, repeatDays)) }, at);
}
