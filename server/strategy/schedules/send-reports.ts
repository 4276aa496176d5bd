import { type Actor, systemActor } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { inTransaction } from '../../core/db.ts';
import { log } from '../../core/log.ts';
import { queueTemplateMail } from '../../core/mail-templates.ts';
import { words } from '../../core/words.ts';
import { findWorkspace, type Workspace } from '../../workspace/index.ts';
import { shiftDay } from '../reports/rules.ts';
import { sayMeasure } from '../reports/say-measure.ts';
import { type Measure, type Report, ReportQuery } from '../reports/schema.ts';
import { writeReport } from '../reports/write-report.ts';
import { listReaders } from './keep-schedules.ts';
import { dueDay, nextDayAfter, periodBefore } from './rules.ts';
import { listSchedulesUntil, moveOn, type StoredSchedule } from './store.ts';

export const REPORT_MAIL = 'report';

const LINES = 10;
const SHOWN: Measure[] = [
  'uniqueClicks',
  'leads',
  'sales',
  'revenueMinor',
  'refundedMinor',
  'commissionMinor',
  'returnRatio',
];

/** Sends every report whose week or month has ended where its company is. One that fails never keeps the others waiting. */
export async function sendDueReports(publicUrl: string): Promise<void> {
  const { now } = systemActor('', 'reports');
  for (const schedule of await listSchedulesUntil(shiftDay(dayIn('UTC', now), 1))) {
    try {
      await sendReport(schedule, publicUrl);
    } catch (error) {
      log().error({ err: error, schedule: schedule.id }, 'a report was not sent; it is tried again');
    }
  }
}

async function sendReport(schedule: StoredSchedule, publicUrl: string): Promise<void> {
  const { workspaceId, rhythm, nextDay } = schedule;
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) return;
  const actor = systemActor(workspaceId, 'reports');
  const due = dueDay(rhythm, nextDay, dayIn(workspace.timeZone, actor.now));
  if (due === null) return;
  const wanted = new Set(schedule.userIds);
  const readers = (await listReaders(workspaceId)).filter(({ userId }) => wanted.has(userId));
  // The mails and the step to the next day are one: a report is sent once.
  await inTransaction(async () => {
    if (!(await moveOn(workspaceId, schedule.id, { from: nextDay, to: nextDayAfter(rhythm, due) }))) return;
    for (const { email, name, locale } of readers) {
      const reader = { ...actor, locale: locale ?? workspace.locale };
      const values = await valuesOf(reader, schedule, { due, workspace, publicUrl });
      const person = { name, firstName: name.split(' ')[0] };
      await queueTemplateMail(workspaceId, {
        ...{ kind: REPORT_MAIL, to: email, locale: reader.locale, values: { ...values, person } },
      });
    }
  });
}

async function valuesOf(
  reader: Actor,
  schedule: StoredSchedule,
  { due, workspace, publicUrl }: { due: string; workspace: Workspace; publicUrl: string },
) {
  const period = periodBefore(schedule.rhythm, due);
  const asked = { ...schedule.query, ...period, compare: 'previous', limit: LINES };
  const report = await writeReport(reader, ReportQuery.parse(asked), {});
  const address = addressOf({ ...schedule.query, ...period });
  const date = (day: string) =>
    new Intl.DateTimeFormat(reader.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
  return {
    company: { name: workspace.name },
    report: {
      ...{ name: schedule.name, createdBy: schedule.createdByName },
      ...{ since: date(period.since), until: date(period.until) },
      ...textsOf(report, reader.locale, ReportQuery.parse(asked).sort),
    },
    link: `${publicUrl}/reports?period=custom&${address}`,
    csvLink: `${publicUrl}/api/v1/reports.csv?${address}`,
  };
}

/** The whole with its changes, and the lines with most. */
function textsOf(report: Report, locale: string, sort: Measure | 'first') {
  const { total, previousTotal, currency, rows, by } = report;
  const name = (measure: Measure) => words(locale, `strategy:measure.${measure}`);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'exceptZero' });
  const figures = SHOWN.map((measure) => {
    const value = sayMeasure(measure, total[measure], currency, locale);
    const [now, before] = [total[measure], previousTotal?.[measure] ?? null];
    const line = { measure: name(measure), value };
    if (now === null || !before) return words(locale, 'strategy:mail.figure', line);
    return words(locale, 'strategy:mail.figureChange', {
      ...line,
      change: percent.format((now - before) / before),
    });
  });
  const shown: Measure = sort === 'first' ? 'uniqueClicks' : sort;
  const dimension = by.map((one) => words(locale, `strategy:dimension.${one}`)).join(' × ');
  const lines = rows.map(({ labels, figures: of }, place) =>
    words(locale, 'strategy:mail.line', {
      ...{ place: place + 1, name: labels.join(' · ') },
      value: sayMeasure(shown, of[shown], currency, locale),
    }),
  );
  return {
    figures: figures.join('\n'),
    heading: words(locale, 'strategy:mail.heading', { measure: name(shown), dimension }),
    lines: lines.join('\n') || words(locale, 'strategy:mail.nothing'),
  };
}

function addressOf(query: Record<string, unknown>): string {
  const address = new URLSearchParams();
  for (const [name, values] of Object.entries(query))
    for (const value of Array.isArray(values) ? values : [values]) address.append(name, String(value));
  return address.toString();
}
