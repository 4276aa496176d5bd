import type { Config } from '../core/config.ts';
import { defineTask, schedule } from '../core/jobs.ts';
import { defineMailTemplate } from '../core/mail-templates.ts';
import { REPORT_MAIL, sendDueReports } from './schedules/send-reports.ts';

const SEND_REPORTS = 'strategy.send-reports';
/** When a day has just begun in some time zone, and the night's jobs are under way. */
const HOURLY = '37 * * * *';

export function strategyJobs({ publicUrl }: Config): void {
  defineMailTemplate({
    kind: REPORT_MAIL,
    catalog: 'strategy:mail',
    example: {
      person: { name: 'Somchai Jaidee', firstName: 'Somchai' },
      company: { name: 'Acme' },
      report: {
        ...{ name: 'Affiliates', since: 'Mar 2, 2026', until: 'Mar 8, 2026', createdBy: 'Anna Berg' },
        figures: 'Sales: 120 (+8%)\nRevenue: $6,400.00 (+11%)',
        heading: 'Most revenue by affiliate:',
        lines: '1. Bergblick Media: $2,100.00\n2. Chiang Mai Nomads: $1,450.00',
      },
      link: `${publicUrl}/reports`,
      csvLink: `${publicUrl}/api/v1/reports.csv`,
    },
  });
  defineTask(SEND_REPORTS, () => sendDueReports(publicUrl));
  schedule(SEND_REPORTS, HOURLY);
}
