import { systemActor } from '../core/actor.ts';
import { emitAll } from '../core/events.ts';
import { listContacts } from '../customers/index.ts';
import {
  createSurvey,
  eachAnswer,
  type GivenAnswer,
  recordSurveyAnswers,
  recordWave,
  type SurveyAnswered,
} from '../signals/index.ts';
import type { World } from './account.ts';
import { createDice } from './dice.ts';

const STREAM = 7_002;
const WAVES = 3;
const RESPONSE_RATE = 0.38;
/** Of how many answers one comes with words. */
const ONE_WITH_WORDS = 3;
const FOLLOWED = { unhappy: 3, neutral: 0, glad: 12 };
const COMMENTS: Record<GivenAnswer['mood'], string[]> = {
  unhappy: [
    'Reports take minutes to load since spring.',
    'I asked support twice and nobody called back.',
    'ราคาขึ้นแต่ฟีเจอร์ที่ขอยังไม่มา',
    'Too hard to set up for a small team.',
  ],
  neutral: [
    'Good product. The mobile app needs work.',
    'Does what it should; I miss an export to our BI.',
    'ใช้งานได้ดี แต่เมนูภาษาไทยบางจุดอ่านยาก',
  ],
  glad: [
    'Saves my team a day every week.',
    'Your onboarding was the best we have had.',
    'ทีมซัพพอร์ตตอบเร็วมาก ประทับใจ',
    'I have told two friends about it already.',
  ],
};

/** The survey whose answers the stories brought, with its latest waves, what some people wrote, and what follows from it. */
export async function loadSurveys(workspaceId: string, world: World): Promise<void> {
  const actor = { ...systemActor(workspaceId, 'sample'), now: world.today };
  const { id } = await createSurvey(actor, {
    ...{ kind: 'nps', name: 'NPS', stages: ['customer'], samplingPercent: 100, restDays: 90, openDays: 21 },
    ...{ reminderDays: 7, repeatDays: null, nextWaveOn: null, taskDays: 2, promotersPerMonth: 20 },
    texts: {
      en: {
        question: 'How likely are you to recommend us to a colleague?',
        followUp: 'What is the main reason for your answer?',
        thanks: 'Thank you. We read every answer.',
      },
      th: {
        question: 'คุณมีแนวโน้มจะแนะนำเราให้เพื่อนร่วมงานมากน้อยเพียงใด',
        followUp: 'อะไรคือเหตุผลหลักของคำตอบนี้',
        thanks: 'ขอบคุณ เราอ่านทุกคำตอบ',
      },
    },
  });
  const given: GivenAnswer[] = [];
  for await (const answer of eachAnswer(actor, id, {})) given.push(answer);
  const waves = Map.groupBy(given, ({ wave }) => wave);
  const largest = [...waves.values()].sort((one, other) => other.length - one.length).slice(0, WAVES);
  const inTime = largest.sort((one, other) => startOf(one).getTime() - startOf(other).getTime());
  for (const answers of inTime) await keepWave(workspaceId, world, id, answers);
  const latest = inTime.at(-1);
  if (latest) await followLatest(workspaceId, id, latest);
}

/** Whoever answered was asked, and so were others by chance. */
async function keepWave(
  workspaceId: string,
  world: World,
  surveyId: string,
  answers: GivenAnswer[],
): Promise<void> {
  const dice = createDice(world.seed, STREAM);
  const answered = new Set(answers.flatMap(({ personId }) => personId ?? []));
  const everybody = (await listContacts(workspaceId, ['customer'])).map(({ personId }) => personId);
  // Whoever has left since is not in it: what is known of accounts is known of today.
  const answering = everybody.filter((id) => answered.has(id));
  const silent = everybody.length - answering.length;
  const chance = (answering.length * (1 / RESPONSE_RATE - 1)) / Math.max(1, silent);
  await recordWave(workspaceId, surveyId, {
    ...{ name: answers[0]?.wave ?? '', startedAt: startOf(answers) },
    personIds: everybody.filter((id) => answered.has(id) || dice.chance(Math.min(1, chance))),
  });
}

async function followLatest(workspaceId: string, surveyId: string, answers: GivenAnswer[]): Promise<void> {
  const inOrder = [...answers].sort((one, other) => one.score - other.score || (one.id < other.id ? -1 : 1));
  await recordSurveyAnswers(
    workspaceId,
    inOrder
      .filter((_, place) => place % ONE_WITH_WORDS === 0)
      .map(({ accountId, personId, wave, score, answeredAt, mood }, place) => ({
        ...{ surveyId, kind: 'nps', wave, accountId, score, answeredAt },
        ...(personId ? { personId, respondent: personId } : {}),
        comment: COMMENTS[mood][place % COMMENTS[mood].length] ?? '',
      })),
  );
  const left = { ...FOLLOWED };
  const followed = inOrder.filter(({ mood }) => {
    left[mood] -= 1;
    return left[mood] >= 0;
  });
  await emitAll<SurveyAnswered>(
    workspaceId,
    'survey.answered',
    followed.map(({ id }) => ({ answerId: id })),
  );
}

function startOf(answers: GivenAnswer[]): Date {
  return new Date(Math.min(...answers.map(({ answeredAt }) => answeredAt.getTime())));
}
