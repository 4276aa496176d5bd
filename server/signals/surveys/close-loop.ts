import { addDays } from 'date-fns/addDays';
import { systemActor } from '../../core/actor.ts';
import type { DomainEvent } from '../../core/events.ts';
import { words } from '../../core/words.ts';
import {
  appendTimeline,
  createTask,
  findPeople,
  holdIds,
  listAccountSummaries,
} from '../../customers/index.ts';
import { findRole, findWorkspace } from '../../workspace/index.ts';
import { readCalendar } from '../calendar.ts';
import { isPromoter, isUnhappy, SCALES } from '../rules/scales.ts';
import type { Survey } from '../schema/survey.ts';
import {
  countPromoters,
  deletePromoter,
  findAnswerById,
  insertFollowUp,
  setFollowUpTask,
} from '../store/surveys/answers.ts';
import { lockSurvey, selectSurveys } from '../store/surveys/designs.ts';
import type { SurveyAnswered } from './answer-survey.ts';

type Answer = NonNullable<Awaited<ReturnType<typeof findAnswerById>>>;

/** Who takes care of an unhappy customer whom nobody has. */
const CARING_ROLE = 'success_manager';

/**
 * What follows from an answer as it is now: somebody unhappy becomes a task, once for ever; somebody glad may be asked
 * to recommend, as long as the month's number lasts, and until they change their mind.
 */
export async function closeLoop({ workspaceId, payload }: DomainEvent<SurveyAnswered>): Promise<void> {
  // Before any lock, as everybody does: a merge waits for those who hold ids.
  await holdIds(workspaceId);
  const answer = await findAnswerById(workspaceId, payload.answerId);
  if (!answer || !(await lockSurvey(workspaceId, answer.surveyId))) return;
  const [survey] = await selectSurveys(workspaceId, {}, answer.surveyId);
  if (!survey) return;
  if (isUnhappy(answer.kind, answer.score)) await makeTask(workspaceId, survey, answer);
  if (isPromoter(answer.kind, answer.score)) await markPromoter(workspaceId, survey, answer);
  else await deletePromoter(workspaceId, answer.id);
}

async function makeTask(workspaceId: string, survey: Survey, answer: Answer): Promise<void> {
  const actor = systemActor(workspaceId, 'surveys');
  const calendar = await readCalendar(workspaceId);
  const followUp = { answerId: answer.id, surveyId: survey.id, createdAt: actor.now };
  const month = monthOf(calendar.dayOf(actor.now));
  if (!(await insertFollowUp(workspaceId, { ...followUp, kind: 'task', month }))) return;
  const task = await createTask(actor, {
    ...(await taskWords(workspaceId, survey, answer)),
    ...(await assigneeOf(workspaceId, answer.accountId)),
    ...{ accountId: answer.accountId, personId: answer.personId, priority: 'high' },
    dueOn: calendar.dayOf(addDays(actor.now, survey.taskDays)),
  });
  await setFollowUpTask(workspaceId, answer.id, task.id);
}

async function taskWords(workspaceId: string, survey: Survey, answer: Answer) {
  const locale = (await findWorkspace(workspaceId))?.locale ?? 'en';
  const [person] = answer.personId ? await findPeople(workspaceId, [answer.personId]) : [];
  const [account] = await listAccountSummaries(workspaceId, [answer.accountId]);
  const values = {
    ...{ survey: survey.name, score: answer.score, high: SCALES[answer.kind].high },
    ...{ who: person?.name ?? person?.email ?? account?.name ?? '', comment: answer.comment ?? '' },
  };
  const key = answer.comment ? 'surveys:task.noteWithComment' : 'surveys:task.note';
  return { title: words(locale, 'surveys:task.title', values), note: words(locale, key, values) };
}

async function assigneeOf(workspaceId: string, accountId: string) {
  const [account] = await listAccountSummaries(workspaceId, [accountId]);
  if (account?.ownerId) return { assigneeId: account.ownerId };
  const isThere = await findRole(workspaceId, CARING_ROLE);
  return { assigneeId: null, assigneeRole: isThere ? CARING_ROLE : null };
}

async function markPromoter(workspaceId: string, survey: Survey, answer: Answer): Promise<void> {
  const { now: at } = systemActor(workspaceId, 'surveys');
  const month = monthOf((await readCalendar(workspaceId)).dayOf(at));
  // The survey is locked: two at once do not both take the month's last place.
  if ((await countPromoters(workspaceId, survey.id, month)) >= survey.promotersPerMonth) return;
  const mark = { answerId: answer.id, kind: 'promoter' as const, surveyId: survey.id, month, createdAt: at };
  if (!(await insertFollowUp(workspaceId, mark))) return;
  await appendTimeline(workspaceId, [
    {
      ...{ accountId: answer.accountId, personId: answer.personId, at },
      ...{ kind: 'survey_promoter', sourceId: answer.id, code: 'signals:timeline.promoter' },
      values: { score: answer.score, survey: survey.name },
    },
  ]);
}

function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}
