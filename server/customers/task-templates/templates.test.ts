import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { enterDeals } from '../../../test/support/deals.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import type { Task } from '../tasks/schema.ts';
import type { TaskTemplate, TemplateUse, UndoneUse } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

const STEPS = [
  { title: 'Welcome call', offsetDays: 0, assigneeRole: 'success_manager' },
  { title: 'ส่งคู่มือ', offsetDays: 3, waitsForPrevious: true, priority: 'high' },
  { title: 'Review', offsetDays: 30 },
];

async function enter() {
  const entered = await enterDeals(app);
  const { call } = entered;
  const template = await call<TaskTemplate>('POST', '/task-templates', { name: 'Onboarding', steps: STEPS });
  const path = `/task-templates/${template.id}/applications`;
  const apply = (accountId = entered.account, startOn = '2026-01-30') =>
    call<TemplateUse>('POST', path, { accountId, startOn });
  const tasks = async () => (await call<{ data: Task[] }>('GET', '/tasks?sort=dueOn')).data;
  return { ...entered, template, path, apply, tasks };
}

describe('a task template', () => {
  it('makes all its tasks at once, on days counted from the start, each waiting for the one before', async () => {
    const { apply, account } = await enter();
    const { tasks } = await apply();
    expect(tasks).toMatchObject([
      { title: 'Welcome call', dueOn: '2026-01-30', assigneeRole: 'success_manager', isBlocked: false },
      { title: 'ส่งคู่มือ', dueOn: '2026-02-02', priority: 'high', isBlocked: true },
      { title: 'Review', dueOn: '2026-03-01', isBlocked: false },
    ]);
    expect(tasks.every((task) => task.account?.id === account)).toBe(true);
    expect(tasks[1]?.blockers).toMatchObject([{ title: 'Welcome call' }]);
  });

  it('applied by many at once for the same account and start makes its tasks once', async () => {
    const { apply, tasks } = await enter();
    const uses = await Promise.all([1, 2, 3, 4].map(() => apply()));
    expect(new Set(uses.map(({ id }) => id)).size).toBe(1);
    expect(await tasks()).toHaveLength(STEPS.length);
    await apply(undefined, '2026-06-01');
    expect(await tasks()).toHaveLength(2 * STEPS.length);
  });

  it('undone takes back what is still open, keeps what is done, and can be applied again', async () => {
    const { apply, call, tasks } = await enter();
    const { id, tasks: made } = await apply();
    await call('POST', `/tasks/${made[0]?.id}/completion`);
    const undone = await call<UndoneUse>('DELETE', `/task-template-applications/${id}`);
    expect(undone).toEqual({ deletedCount: 2, keptCount: 1 });
    expect(await tasks()).toMatchObject([{ title: 'Welcome call', state: 'done' }]);
    expect((await apply()).id).not.toBe(id);
    expect(await tasks()).toHaveLength(1 + STEPS.length);
  });

  it('is refused with another’s name, an unknown assignee, and a first step that waits', async () => {
    const { send, template } = await enter();
    const double = await send('POST', '/task-templates', { name: 'ONBOARDING', steps: STEPS });
    expect([double.statusCode, double.json().code]).toEqual([409, 'template_exists']);
    const steps = [{ title: 'X', offsetDays: 0, assigneeRole: 'nobody', waitsForPrevious: true }];
    const wrong = await send('PUT', `/task-templates/${template.id}`, { name: 'X', steps });
    expect(wrong.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      'steps.0.assigneeRole',
      'steps.0.waitsForPrevious',
    ]);
  });

  it('archived is applied no more, and changed refuses who has read an older one', async () => {
    const { send, call, template, path, account } = await enter();
    await call('POST', `/task-templates/${template.id}/archival`);
    const late = await send('POST', path, { accountId: account, startOn: '2026-01-01' });
    expect([late.statusCode, late.json().code]).toEqual([409, 'template_archived']);
    expect((await call<{ data: [] }>('GET', '/task-templates?isArchived=false')).data).toEqual([]);
    await call('DELETE', `/task-templates/${template.id}/archival`);
    const stale = { name: 'Late', steps: STEPS, readAt: '2020-01-01T00:00:00Z' };
    expect((await send('PUT', `/task-templates/${template.id}`, stale)).json().code).toBe(
      'changed_meanwhile',
    );
  });

  it('goes along when its account is merged into another', async () => {
    const { apply, call, account, tasks } = await enter();
    const other = await call<{ id: string }>('POST', '/accounts', { name: 'Acme again' });
    const used = await apply(other.id);
    await call('POST', '/merges', { object: 'account', keptId: account, mergedId: other.id });
    expect((await apply()).id).toBe(used.id);
    expect(await tasks()).toHaveLength(STEPS.length);
  });
});
