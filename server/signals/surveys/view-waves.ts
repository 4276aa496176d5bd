import { type Actor, authorize } from '../../core/actor.ts';
import { countMailStates } from '../../core/mail-outcomes.ts';
import { type Cursor, decodeCursor, toPage } from '../../core/page.ts';
import { findPeople, listAccountSummaries } from '../../customers/index.ts';
import { wilsonInterval } from '../rules/satisfaction.ts';
import { isUnhappy, SCALES } from '../rules/scales.ts';
import type { SurveyKind } from '../schema/inputs.ts';
import type { GivenAnswer, SurveyAnswerFilters, SurveyAnswersQuery, WaveView } from '../schema/survey.ts';
import { type FollowedAnswer, selectAnswers } from '../store/surveys/answers.ts';
import { selectMailIds } from '../store/surveys/asks.ts';
import { countFollowUps, countScores, countSegments, countWritten } from '../store/surveys/figures.ts';
import { pageOfWaves } from '../store/surveys/waves.ts';
import { getSurvey } from './keep-surveys.ts';
import { segmentsOf, waveScore } from './rules.ts';
import { getWave } from './start-wave.ts';

/** The waves of a survey, the newest first. @throws Problem 404 */
export async function listWaves(actor: Actor, surveyId: string, query: { limit: number; cursor?: string }) {
  await getSurvey(actor, surveyId);
  return pageOfWaves(actor.workspaceId, surveyId, query);
}

/** A wave with its figures, and how those who answered differ from those who were asked. @throws Problem 404 */
export async function viewWave(actor: Actor, id: string): Promise<WaveView> {
  authorize(actor, 'signals.read');
  const { workspaceId } = actor;
  const wave = await getWave(workspaceId, id);
  const survey = await getSurvey(actor, wave.surveyId);
  const mails = await countMailStates(workspaceId, await selectMailIds(workspaceId, id));
  const { writtenCount, withdrawnCount } = await countWritten(workspaceId, id);
  const failedCount = (mails.failed ?? 0) + (mails.discarded ?? 0);
  const unsentCount = (mails.queued ?? 0) + (mails.held ?? 0);
  const scores = await countScores(workspaceId, survey.id, wave.name);
  const { askedCount: asked, answeredCount: answered } = wave;
  const interval = wilsonInterval(answered, asked);
  return {
    ...wave,
    survey: { id: survey.id, name: survey.name, kind: survey.kind },
    // Mails that are older than what the outbox keeps have left.
    sentCount: writtenCount - failedCount - unsentCount,
    waitingCount: asked - writtenCount + unsentCount,
    ...{ failedCount, withdrawnCount },
    response: interval && { rate: answered / asked, ...interval },
    ...{ score: waveScore(survey.kind, scores), scores },
    segments: segmentsOf(await countSegments(workspaceId, id), { asked, answered }),
    ...(await countFollowUps(workspaceId, survey.id, wave.name)),
  };
}

/** The answers to a survey, the newest first. @throws Problem 404 */
export async function listAnswers(actor: Actor, surveyId: string, query: SurveyAnswersQuery) {
  const { data, nextCursor } = await pageOfAnswers(actor, surveyId, query);
  return { data: await withNames(actor.workspaceId, data), nextCursor };
}

async function pageOfAnswers(actor: Actor, surveyId: string, query: SurveyAnswersQuery) {
  const survey = await getSurvey(actor, surveyId);
  const rows = await selectAnswers(actor.workspaceId, survey, query, {
    ...{ after: decodeCursor(query.cursor), limit: query.limit + 1 },
  });
  return toPage(rows, query.limit, cursorOf);
}

const ANSWERS_PER_READ = 1_000;

/** Every answer that fits, for a file. @throws Problem 404 */
export async function* eachAnswer(
  actor: Actor,
  surveyId: string,
  filters: SurveyAnswerFilters,
): AsyncGenerator<GivenAnswer> {
  const survey = await getSurvey(actor, surveyId);
  let after: Cursor | null = null;
  for (;;) {
    const page = { after, limit: ANSWERS_PER_READ };
    const rows: FollowedAnswer[] = await selectAnswers(actor.workspaceId, survey, filters, page);
    yield* await withNames(actor.workspaceId, rows);
    const last = rows.at(-1);
    if (!last || rows.length < ANSWERS_PER_READ) return;
    after = cursorOf(last);
  }
}

function cursorOf({ answeredAt, id }: FollowedAnswer): Cursor {
  return { value: answeredAt.toISOString(), id };
}

async function withNames(workspaceId: string, answers: FollowedAnswer[]): Promise<GivenAnswer[]> {
  const accountIds = [...new Set(answers.map(({ accountId }) => accountId))];
  const personIds = [...new Set(answers.flatMap(({ personId }) => personId ?? []))];
  const accounts = new Map(
    (await listAccountSummaries(workspaceId, accountIds)).map(({ id, name }) => [id, name]),
  );
  const people = new Map((await findPeople(workspaceId, personIds)).map((person) => [person.id, person]));
  return answers.map(({ kind, ...answer }) => ({
    ...{ ...answer, mood: moodOf(kind, answer.score) },
    accountName: accounts.get(answer.accountId) ?? null,
    personName: people.get(answer.personId ?? '')?.name ?? null,
    personEmail: people.get(answer.personId ?? '')?.email ?? null,
  }));
}

function moodOf(kind: SurveyKind, score: number): GivenAnswer['mood'] {
  if (isUnhappy(kind, score)) return 'unhappy';
  return score >= SCALES[kind].gladFrom ? 'glad' : 'neutral';
}
