import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { invalidField, notFound, Problem } from '../../core/problem.ts';
import { holdIds } from '../../customers/index.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { recordSurveyAnswers } from '../facts/record-survey-answers.ts';
import { SCALES } from '../rules/scales.ts';
import type { SurveyKind } from '../schema/inputs.ts';
import type { AskPage, GivenScore, ResponseTaken } from '../schema/survey.ts';
import { findAnswer } from '../store/surveys/answers.ts';
import { type FullAsk, findAsk } from '../store/surveys/asks.ts';
import { readAskToken } from './ask-token.ts';

/** What `survey.answered` tells. */
export interface SurveyAnswered {
  answerId: string;
}

/** The page of an ask. It changes nothing, whatever opens it. @throws Problem 404 for what is no such link */
export async function viewAsk(token: string, at: Date): Promise<AskPage> {
  const { workspaceId, ask } = await openLink(token);
  const workspace = await findWorkspace(workspaceId);
  const answer = await findAnswer(workspaceId, keyOf(ask));
  return {
    company: workspace?.name ?? '',
    ...{ kind: ask.kind, locale: ask.locale, texts: ask.texts, closesAt: ask.closesAt },
    answer: answer && { score: answer.score, comment: answer.comment ?? '', answeredAt: answer.answeredAt },
    isOpen: isOpen(ask, at),
  };
}

/**
 * Keeps the answer of whoever has the link, once, and in its newest form, until the wave closes.
 * @throws Problem 404 for what is no such link; 410 after the wave; 422 for a score that is not on the scale
 */
export async function answerAsk(token: string, given: GivenScore, at: Date): Promise<AskPage> {
  await inTransaction(async () => {
    const { workspaceId, ask } = await openLink(token, { isHeld: true });
    if (!isOpen(ask, at))
      throw new Problem(410, 'survey_closed', 'Gone', 'This survey takes no more answers.');
    await keepAnswer(workspaceId, ask, { ...given, answeredAt: at });
  });
  return viewAsk(token, at);
}

/** Whose answer it is. */
export interface Answering {
  surveyId: string;
  kind: SurveyKind;
  wave: string;
  askedAs: string;
  accountId: string;
  personId: string | null;
}

/** Call in a transaction. @throws Problem 422 for a score that is not on the scale */
export async function keepAnswer(
  workspaceId: string,
  { surveyId, kind, wave, askedAs, accountId, personId }: Answering,
  given: { score: number; comment?: string; answeredAt: Date },
): Promise<ResponseTaken> {
  const { low, high } = SCALES[kind];
  if (given.score < low || given.score > high)
    throw invalidField('score', `must be a whole number from ${low} to ${high}`);
  const who = { accountId, respondent: askedAs, ...(personId ? { personId } : {}) };
  const [outcome] = await recordSurveyAnswers(workspaceId, [{ ...given, ...who, surveyId, kind, wave }]);
  const answer = await findAnswer(workspaceId, { surveyId, wave, respondent: askedAs });
  if (!answer) throw new Error(`the answer of ${askedAs} in ${wave} was not kept`);
  if (outcome && outcome.outcome !== 'unchanged')
    await emit<SurveyAnswered>(workspaceId, 'survey.answered', { answerId: answer.id });
  const { id, score, comment, answeredAt } = answer;
  return { id, wave, score, comment: comment || null, answeredAt };
}

async function openLink(token: string, { isHeld = false } = {}) {
  const read = readAskToken(token);
  if (read && isHeld) await holdIds(read.workspaceId);
  const ask = read && (await findAsk(read.workspaceId, read.askId, { isHeld }));
  if (!read || !ask) throw notFound('survey');
  return { workspaceId: read.workspaceId, ask };
}

function keyOf({ surveyId, wave, askedAs }: FullAsk) {
  return { surveyId, wave, respondent: askedAs };
}

function isOpen({ closedAt, closesAt }: FullAsk, at: Date): boolean {
  return closedAt === null && closesAt > at;
}
