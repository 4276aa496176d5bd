import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalid, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import type { NewSurvey, Survey, SurveyChange, SurveyQuery } from '../schema/survey.ts';
import { insertSurvey, lockSurvey, selectSurveys, updateSurvey } from '../store/surveys/designs.ts';
import { findSurveyErrors } from './rules.ts';

/** Surveys that are sent from here, the newest first. */
export function listSurveys(actor: Actor, query: SurveyQuery): Promise<Survey[]> {
  authorize(actor, 'signals.read');
  return selectSurveys(actor.workspaceId, query);
}

/** @throws Problem 404 */
export async function getSurvey(actor: Actor, id: string): Promise<Survey> {
  authorize(actor, 'signals.read');
  const [survey] = await selectSurveys(actor.workspaceId, {}, id);
  if (!survey) throw notFound('survey');
  return survey;
}

/**
 * Makes a survey; answers that were imported under its kind and name become its own.
 * @throws Problem 409 when there is one of this kind and name; 422 for days that do not fit together
 */
export async function createSurvey(actor: Actor, wanted: NewSurvey): Promise<Survey> {
  authorize(actor, 'surveys.write');
  refuseWrong(wanted);
  return inTransaction(async () => {
    const by = { createdBy: actor.id, createdAt: actor.now };
    const id = await insertSurvey(actor.workspaceId, wanted, by);
    if (!id) throw nameTaken();
    await audit(actor, { action: 'survey.created', objectType: 'survey', objectId: id, after: wanted });
    return getSurvey(actor, id);
  });
}

/** Waves that have begun keep what they began with. @throws Problem 404; 409 and 422 as `createSurvey` */
export async function changeSurvey(actor: Actor, id: string, change: SurveyChange): Promise<Survey> {
  authorize(actor, 'surveys.write');
  return inTransaction(async () => {
    if (!(await lockSurvey(actor.workspaceId, id))) throw notFound('survey');
    const before = await getSurvey(actor, id);
    const after = differencesOf(before, change);
    if (Object.keys(after).length === 0) return before;
    refuseWrong({ ...before, ...after });
    if (!(await updateSurvey(actor.workspaceId, id, after, actor.now))) throw nameTaken();
    await audit(actor, {
      ...{ action: 'survey.changed', objectType: 'survey', objectId: id },
      before: Object.fromEntries(Object.entries(before).filter(([name]) => name in after)),
      after,
    });
    return getSurvey(actor, id);
  });
}

function differencesOf(before: Survey, change: SurveyChange): SurveyChange {
  const given = Object.entries(change).filter(
    ([name, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name as keyof SurveyChange]),
  );
  return Object.fromEntries(given);
}

function refuseWrong(survey: Pick<NewSurvey, 'reminderDays' | 'openDays' | 'repeatDays'>): void {
  const errors = findSurveyErrors(survey);
  if (errors.length > 0) throw invalid(errors);
}

function nameTaken() {
  return conflict('survey_exists', 'There is a survey of this kind and name already.');
}
