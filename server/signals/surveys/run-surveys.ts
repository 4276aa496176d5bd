import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { systemActor } from '../../core/actor.ts';
import { now } from '../../core/clock.ts';
import { log } from '../../core/log.ts';
import { Problem } from '../../core/problem.ts';
import { readCalendar } from '../calendar.ts';
import { selectDueSurveys, updateSurvey } from '../store/surveys/designs.ts';
import { closeWave, selectOverdueWaves, selectWavesToTend } from '../store/surveys/waves.ts';
import { getSurvey } from './keep-surveys.ts';
import { queueMails, startWave } from './start-wave.ts';

/** The day has begun somewhere before it begins in UTC. */
const EARLIEST_ZONE_HOURS = 14;
/** Waves that begin by themselves do so in the morning of the workspace's day. */
const MORNING_HOUR = 8;

/** Closes waves whose time is over, writes what is due of the others, and begins those that are planned. */
export async function runSurveys(): Promise<void> {
  const at = now();
  for (const { workspaceId, id } of await selectOverdueWaves(at)) await closeWave(workspaceId, id, at);
  for (const { workspaceId, waveId } of await selectWavesToTend(at)) await queueMails(workspaceId, waveId);
  const day = addHours(at, EARLIEST_ZONE_HOURS).toISOString().slice(0, 10);
  for (const due of await selectDueSurveys(day)) await startDue(due, at);
}

async function startDue(
  { workspaceId, surveyId, nextWaveOn }: { workspaceId: string; surveyId: string; nextWaveOn: string },
  at: Date,
): Promise<void> {
  const calendar = await readCalendar(workspaceId);
  if (at < addHours(calendar.startOf(nextWaveOn), MORNING_HOUR)) return;
  const actor = { ...systemActor(workspaceId, 'surveys'), now: at };
  const { openWaveId, repeatDays } = await getSurvey(actor, surveyId);
  if (openWaveId) return;
  try {
    await startWave(actor, surveyId);
    if (repeatDays === null) await updateSurvey(workspaceId, surveyId, { nextWaveOn: null }, at);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // With nobody to ask, the next round is the next one that was planned.
    log().info({ workspaceId, surveyId, code: error.code }, 'a survey wave did not begin');
    if (error.code !== 'nobody_to_ask') return;
    const next = repeatDays === null ? null : calendar.dayOf(addDays(at, repeatDays));
    await updateSurvey(workspaceId, surveyId, { nextWaveOn: next }, at);
  }
}
