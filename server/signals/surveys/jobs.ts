import type { Config } from '../../core/config.ts';
import { subscribe } from '../../core/events.ts';
import { defineTask, schedule } from '../../core/jobs.ts';
import type { SurveyAnswered } from './answer-survey.ts';
import { closeLoop } from './close-loop.ts';
import { defineAnswerExport } from './export-answers.ts';
import { runSurveys } from './run-surveys.ts';
import { sendMails } from './send-mails.ts';
import { SEND_TASK } from './start-wave.ts';

const RUN_TASK = 'signals.run-surveys';
const EVERY_FIVE_MINUTES = '*/5 * * * *';

export function surveyJobs(config: Config): void {
  defineAnswerExport();
  subscribe<SurveyAnswered>('survey.answered', 'signals.close-survey-loop', closeLoop);
  defineTask(SEND_TASK, (payload) => {
    const { workspaceId, waveId } = payload as { workspaceId: string; waveId: string };
    return sendMails(config, workspaceId, waveId);
  });
  defineTask(RUN_TASK, runSurveys);
  schedule(RUN_TASK, EVERY_FIVE_MINUTES);
}
