import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { findPeople, findPersonIds, holdIds } from '../../customers/index.ts';
import { readCalendar } from '../calendar.ts';
import { quarterOf } from '../rules/satisfaction.ts';
import type { NewResponse, ResponseTaken } from '../schema/survey.ts';
import {
  claimResponse,
  findAnswerById,
  findResponseAnswer,
  setResponseAnswer,
} from '../store/surveys/answers.ts';
import { findOpenAsk } from '../store/surveys/asks.ts';
import { keepAnswer } from './answer-survey.ts';
import { getSurvey } from './keep-surveys.ts';

/**
 * Takes an answer that another program was given. Whoever is asked in the open wave answers that; anybody else answers
 * in the calendar quarter. A `responseId` counts once, for ever.
 * @throws Problem 404; 422 for somebody who is not known or has no account, and for a score that is not on the scale
 */
export async function takeResponse(
  actor: Actor,
  surveyId: string,
  told: NewResponse,
): Promise<ResponseTaken> {
  authorize(actor, 'signals.write');
  const { workspaceId } = actor;
  const survey = await getSurvey(actor, surveyId);
  const answeredAt = told.answeredAt ?? actor.now;
  if (answeredAt > actor.now) throw invalidField('answeredAt', 'must not be in the future');
  return inTransaction(async () => {
    await holdIds(workspaceId);
    if (told.responseId && !(await claimResponse(workspaceId, surveyId, told.responseId)))
      return findTaken(workspaceId, surveyId, told.responseId);
    const person = await findPerson(workspaceId, told);
    const ask = await findOpenAsk(workspaceId, surveyId, person.id);
    const calendar = await readCalendar(workspaceId);
    const answering = ask ?? {
      ...{ surveyId, kind: survey.kind, wave: quarterOf(calendar.dayOf(answeredAt)) },
      ...{ askedAs: person.id, accountId: person.accountId, personId: person.id },
    };
    const { score, comment } = told;
    const taken = await keepAnswer(workspaceId, answering, {
      ...{ score, answeredAt },
      ...(comment === undefined ? {} : { comment }),
    });
    if (told.responseId) await setResponseAnswer(workspaceId, surveyId, told.responseId, taken.id);
    return taken;
  });
}

async function findTaken(workspaceId: string, surveyId: string, responseId: string): Promise<ResponseTaken> {
  const answer = await findAnswerById(
    workspaceId,
    (await findResponseAnswer(workspaceId, surveyId, responseId)) ?? '',
  );
  if (!answer) throw notFound('response');
  const { id, wave, score, comment, answeredAt } = answer;
  return { id, wave, score, comment: comment || null, answeredAt };
}

async function findPerson(workspaceId: string, { email, personExternalId }: NewResponse) {
  const known = await findPersonIds(workspaceId, {
    externalIds: personExternalId ? [personExternalId] : [],
    emails: email ? [email] : [],
  });
  const id = known.get(personExternalId ?? '') ?? known.get(email ?? '');
  const [person] = id ? await findPeople(workspaceId, [id]) : [];
  const path = personExternalId ? 'personExternalId' : 'email';
  if (!person) throw invalidField(path, 'is nobody of this workspace');
  const { accountId } = person;
  if (!accountId) throw invalidField(path, 'is somebody without an account');
  return { id: person.id, accountId };
}
