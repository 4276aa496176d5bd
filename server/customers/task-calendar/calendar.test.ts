import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

const NOON = new Date('2026-03-28T12:00:00Z');
const LONGEST_LINE_OCTETS = 75;
const OWN = '/api/v1/task-calendar';

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterEach(() => setClock());
afterAll(() => app.close());

async function enter() {
  setClock(() => NOON);
  const { id: ws } = await makeWorkspace();
  await pool().query(
    `update workspace.workspaces set name = 'Acme; Sons, Ltd', time_zone = 'America/New_York' where workspace_id = $1`,
    [ws],
  );
  const ann = await signInAsRole(app, ws, 'sales');
  const make = async (body: object, headers = ann) => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/tasks', headers, body });
    expect(answer.statusCode).toBe(201);
    return answer.json<{ id: string }>().id;
  };
  const renew = async () => {
    const { url } = (await app.inject({ method: 'POST', url: OWN, headers: ann })).json<{ url: string }>();
    return new URL(url).pathname;
  };
  const read = (url: string) => app.inject({ url });
  return { ws, ann, make, renew, read };
}

interface Line {
  name: string;
  params: string;
  value: string;
}

/** Content lines as RFC 5545 has them: ended by CRLF, folded by octets, a name, parameters and a value. */
function linesOf(text: string): Line[] {
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n'))
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(LONGEST_LINE_OCTETS);
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
  return unfolded
    .filter((line) => line !== '')
    .map((line) => {
      const [, name, params, value] = /^([A-Z-]+)((?:;[^:;]+)*):(.*)$/.exec(line) ?? [];
      expect([line, name]).not.toEqual([line, undefined]);
      return { name: name ?? '', params: params ?? '', value: value ?? '' };
    });
}

/** The events of a calendar, by the title that its reader sees. */
function eventsOf(text: string): Map<string, Map<string, Line>> {
  const events = new Map<string, Map<string, Line>>();
  let event = new Map<string, Line>();
  for (const line of linesOf(text)) {
    if (line.name === 'BEGIN') event = new Map();
    event.set(line.name, line);
    if (line.name === 'END' && line.value === 'VEVENT') events.set(read(event, 'SUMMARY'), event);
  }
  return events;
}

function read(event: Map<string, Line> | undefined, name: string): string {
  const { value = '' } = event?.get(name) ?? {};
  return value.replace(/\\([nN;,\\])/g, (_all, escaped: string) =>
    escaped.toLowerCase() === 'n' ? '\n' : escaped,
  );
}

describe('a task calendar', () => {
  it('holds one’s open dated tasks: a day as a day, a time as its moment, texts as they are', async () => {
    const { make, renew, read: ask } = await enter();
    const title = 'โทรหา; Ann, "now" \\ later: ทดสอบข้อความยาวมากในปฏิทินของลูกค้า';
    const id = await make({ title, dueOn: '2026-03-29', note: 'Line one\nBEGIN:VEVENT' });
    await make({ title: 'Timed', dueAt: '2026-03-29T23:30:00-04:00' });
    await make({ title: 'Undated' });
    await make({ title: 'Of nobody', dueOn: '2026-03-29', assigneeRole: 'sales' });
    const answer = await ask(await renew());
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const events = eventsOf(answer.body);
    expect([...events.keys()]).toEqual([title, 'Timed']);
    expect(events.get(title)?.get('DTSTART')).toMatchObject({ params: ';VALUE=DATE', value: '20260329' });
    expect(read(events.get(title), 'DESCRIPTION')).toContain('Line one\nBEGIN:VEVENT');
    expect(read(events.get(title), 'UID')).toBe(`${id}@goodword`);
    expect(events.get('Timed')?.get('DTSTART')).toMatchObject({ params: '', value: '20260330T033000Z' });
    expect(read(new Map(linesOf(answer.body).map((line) => [line.name, line])), 'X-WR-CALNAME')).toBe(
      'Tasks – Acme; Sons, Ltd',
    );
  });

  it('leaves out what is done and takes up what is moved', async () => {
    const { make, renew, read: ask, ann } = await enter();
    const address = await renew();
    const id = await make({ title: 'Moves', dueOn: '2026-03-29' });
    await app.inject({
      method: 'PATCH',
      url: `/api/v1/tasks/${id}`,
      headers: ann,
      body: { dueOn: '2026-04-01' },
    });
    expect(
      eventsOf((await ask(address)).body)
        .get('Moves')
        ?.get('DTSTART')?.value,
    ).toBe('20260401');
    await app.inject({ method: 'POST', url: `/api/v1/tasks/${id}/completion`, headers: ann });
    expect(eventsOf((await ask(address)).body).size).toBe(0);
  });

  it('is found under its newest address alone, which is kept as a hash, and ends when it is told to', async () => {
    const { renew, read: ask, ann, ws } = await enter();
    const first = await renew();
    const second = await renew();
    expect((await ask(first)).statusCode).toBe(404);
    expect((await ask('/api/v1/task-calendars/wrong.ics')).statusCode).toBe(404);
    expect((await ask(second)).statusCode).toBe(200);
    const token = second.split('/').at(-1)?.replace('.ics', '') ?? '';
    const { rows } = await pool().query(
      'select to_jsonb(c)::text as kept from customers.task_calendars c where workspace_id = $1',
      [ws],
    );
    expect(rows[0].kept).not.toContain(token);
    expect((await app.inject({ url: OWN, headers: ann })).json()).toMatchObject({
      lastReadAt: NOON.toISOString(),
    });
    expect((await app.inject({ method: 'DELETE', url: OWN, headers: ann })).statusCode).toBe(204);
    expect((await ask(second)).statusCode).toBe(404);
  });

  it('ends with its member, and is nothing for an API key', async () => {
    const { renew, read: ask, ws, ann } = await enter();
    const address = await renew();
    const { user } = (await app.inject({ url: '/api/v1/session', headers: ann })).json();
    const owner = await signInAsRole(app, ws, 'owner');
    await app.inject({ method: 'DELETE', url: `/api/v1/members/${user.id}`, headers: owner });
    expect((await ask(address)).statusCode).toBe(404);
    const refused = await app.inject({ method: 'POST', url: OWN, headers: await withApiKey(ws) });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'not_a_member']);
  });

  it('is asked for only so often', async () => {
    const { read: ask } = await enter();
    const from = { 'x-forwarded-for': '10.9.8.7' };
    const url = '/api/v1/task-calendars/guess.ics';
    const answers = await Promise.all(
      Array.from({ length: 61 }, () => app.inject({ url, headers: from, remoteAddress: '127.0.0.1' })),
    );
    expect(answers.at(-1)?.statusCode).toBe(429);
    expect((await ask(url)).statusCode).toBe(404);
  });
});
