import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordClicks } from '../../tracking/index.ts';
import { findIdentityByEmail, listMembers } from '../../workspace/index.ts';
import { shiftDay } from '../reports/rules.ts';
import { dueDay, nextDayAfter, periodBefore } from './rules.ts';
import type { ReportSchedule } from './schema.ts';
import { sendDueReports } from './send-reports.ts';

useDatabase();

const DAY_MS = 86_400_000;

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

describe('the days of a schedule', () => {
  it.each([
    ['weekly', '2026-03-04', '2026-03-09', { since: '2026-03-02', until: '2026-03-08' }],
    ['weekly', '2026-03-09', '2026-03-16', { since: '2026-03-09', until: '2026-03-15' }],
    ['monthly', '2026-01-31', '2026-02-01', { since: '2026-01-01', until: '2026-01-31' }],
    ['monthly', '2026-03-01', '2026-04-01', { since: '2026-03-01', until: '2026-03-31' }],
  ] as const)('%s, set up on %s, it is sent on %s', (rhythm, today, next, period) => {
    expect(nextDayAfter(rhythm, today)).toBe(next);
    expect(periodBefore(rhythm, next)).toEqual(period);
  });

  it('of a server that slept are made good by the last of them', () => {
    expect(dueDay('weekly', '2026-03-09', '2026-03-08')).toBeNull();
    expect(dueDay('weekly', '2026-03-09', '2026-03-10')).toBe('2026-03-09');
    expect(dueDay('weekly', '2026-03-09', '2026-04-01')).toBe('2026-03-30');
    expect(dueDay('monthly', '2026-03-01', '2026-05-01')).toBe('2026-05-01');
  });
});

/** A click of yesterday, and a weekly report to the owner and a viewer who reads Thai; it is due today. */
async function dueSchedule() {
  const { id, affiliates } = await makeProgram(['Ann']);
  const linkId = affiliates[0]?.link.id ?? '';
  await recordClicks(id, [{ at: new Date(Date.now() - DAY_MS), linkId, visitorId: 'visitor-1' }]);
  await signInAsRole(app, id, 'viewer');
  const viewer = await findIdentityByEmail(`viewer-${id}@example.com`);
  await pool().query("update workspace.identities set locale = 'th' where id = $1", [viewer?.id]);
  const userIds = (await listMembers(id)).map(({ userId }) => userId);
  const headers = await withApiKey(id);
  const body = {
    name: 'Affiliates',
    rhythm: 'weekly',
    userIds,
    query: { by: 'affiliate', sort: 'uniqueClicks' },
  };
  const made = await app.inject({ method: 'POST', url: '/api/v1/report-schedules', headers, body });
  expect(made.statusCode).toBe(201);
  const today = new Date().toISOString().slice(0, 10);
  await pool().query('update strategy.report_schedules set next_day = $2 where workspace_id = $1', [
    id,
    today,
  ]);
  const mails = async () =>
    (
      await pool().query<{ recipient: string; subject: string; body_text: string }>(
        "select recipient, subject, body_text from core.mails where workspace_id = $1 and kind = 'report' order by recipient",
        [id],
      )
    ).rows;
  return { id, headers, schedule: made.json<ReportSchedule>(), today, mails, body };
}

describe('a report by mail', () => {
  it('goes to every chosen member in their own language, once, however often the hour strikes', async () => {
    const { id, mails, today, headers } = await dueSchedule();
    await Promise.all([
      sendDueReports('https://goodword.example'),
      sendDueReports('https://goodword.example'),
    ]);
    await sendDueReports('https://goodword.example');
    const [owner, viewer, ...more] = await mails();
    expect(more).toEqual([]);
    expect(owner?.body_text).toContain('Unique clicks: 1');
    expect(owner?.body_text).toContain('1. Ann: 1');
    expect(owner?.body_text).toContain(`since=${shiftDay(today, -7)}&until=${shiftDay(today, -1)}`);
    expect(viewer?.recipient).toBe(`viewer-${id}@example.com`);
    expect(viewer?.body_text).toContain('คลิกไม่ซ้ำ: 1');
    const { data } = (await app.inject({ url: '/api/v1/report-schedules', headers })).json();
    expect(data[0].nextDay > today).toBe(true);
  });

  it('does not go to who has left, and not at all once it was stopped', async () => {
    const { id, mails, headers, schedule, body } = await dueSchedule();
    await pool().query("delete from workspace.members where workspace_id = $1 and role = 'viewer'", [id]);
    await sendDueReports('https://goodword.example');
    expect((await mails()).map(({ recipient }) => recipient)).toEqual([expect.stringContaining('owner-')]);
    const again = await app.inject({ method: 'POST', url: '/api/v1/report-schedules', headers, body });
    expect(again.json()).toMatchObject({ status: 422, errors: [{ path: 'userIds' }] });
    const url = `/api/v1/report-schedules/${schedule.id}`;
    expect(
      (await app.inject({ method: 'DELETE', url, headers: await withApiKey((await makeProgram([])).id) }))
        .statusCode,
    ).toBe(404);
    expect((await app.inject({ method: 'DELETE', url, headers })).statusCode).toBe(204);
    expect((await app.inject({ url: '/api/v1/report-schedules', headers })).json()).toEqual({ data: [] });
  });

  it('asks nothing that a report does not answer', async () => {
    const { headers, body } = await dueSchedule();
    const post = (change: object) =>
      app.inject({ method: 'POST', url: '/api/v1/report-schedules', headers, body: { ...body, ...change } });
    expect((await post({ query: { by: 'weather' } })).statusCode).toBe(422);
    expect((await post({ rhythm: 'hourly' })).statusCode).toBe(422);
  });
});
