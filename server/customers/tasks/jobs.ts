import type { Config } from '../../core/config.ts';
import { defineTask, schedule } from '../../core/jobs.ts';
import { defineTaskExport } from './export-tasks.ts';
import { defineTaskMail, remindEverywhere } from './remind.ts';

const REMIND_TASK = 'customers.remind-of-tasks';
const EVERY_MINUTE = '* * * * *';

/** Reminders go out within a minute of their time. */
export function taskJobs(config: Config): void {
  defineTaskExport();
  defineTaskMail(config);
  defineTask(REMIND_TASK, () => remindEverywhere(config));
  schedule(REMIND_TASK, EVERY_MINUTE);
}
