import { addDays } from 'date-fns/addDays';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { findContacts, holdIds } from '../../customers/index.ts';
import { insertAsks, markWritten } from '../store/surveys/asks.ts';
import { selectSurveys } from '../store/surveys/designs.ts';
import { closeWave, insertWave, nextWaveNumber } from '../store/surveys/waves.ts';

/**
 * Keeps a wave that is over and whose mails another system sent; nobody is written to. Answers of its name count as
 * answers to it.
 */
export async function recordWave(
  workspaceId: string,
  surveyId: string,
  wave: { name: string; startedAt: Date; personIds: string[] },
): Promise<void> {
  await inTransaction(async () => {
    await holdIds(workspaceId);
    const [survey] = await selectSurveys(workspaceId, {}, surveyId);
    if (!survey) throw new Error(`there is no survey ${surveyId}`);
    const { name, startedAt, personIds } = wave;
    const number = await nextWaveNumber(workspaceId, surveyId);
    const [id, closesAt] = [newId('swv'), addDays(startedAt, survey.openDays)];
    await insertWave(workspaceId, {
      ...{ id, surveyId, number, name, startedAt, closesAt, seed: name, startedBy: 'import' },
      ...{ samplingPercent: survey.samplingPercent, reminderDays: null },
      leftOut: { sampledOut: 0, refused: 0, undeliverable: 0, resting: 0 },
    });
    const people = await findContacts(workspaceId, personIds);
    const asks = people.map(({ personId, accountId, stage, planTier, healthBand }) => {
      const locale = 'en' as const;
      return { id: newId('sak'), personId, accountId, locale, stage, planTier, healthBand };
    });
    const times = { askedAt: startedAt, restsUntil: addDays(startedAt, survey.restDays) };
    await insertAsks(workspaceId, id, asks, times);
    await markWritten(workspaceId, id);
    await closeWave(workspaceId, id, closesAt);
  });
}
