import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import { enterPlaybooks, RESCUE } from '../../../test/support/playbooks.ts';
import type { App } from '../../core/http/server.ts';
import { LOCALES } from '../../core/words.ts';
import { createApp } from '../../main.ts';
import type { EntryPreview, NewPlaybook, Playbook } from '../schema.ts';
import { presetPlaybooks } from './presets.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

describe('a playbook', () => {
  it('is refused with every field that does not fit, and nothing is kept', async () => {
    const { send, call } = await enterPlaybooks(app);
    const mail = {
      ...{ kind: 'mail', title: 'Mail', offsetDays: 0, isAutomatic: true, toRoles: [], assigneeId: 'nobody' },
      texts: { en: { subject: 'Hi', text: 'Hello {{ nobody.name }}' } },
    };
    const definition = { ...RESCUE.definition, entry: {}, success: {}, steps: [mail] };
    const answer = await send('POST', '/playbooks', { ...RESCUE, definition });
    expect([answer.statusCode, answer.json().errors.map(({ path }: { path: string }) => path)]).toEqual([
      422,
      [
        'definition.steps.0.assigneeId',
        'definition.entry',
        'definition.success',
        'definition.steps.0.texts.en.text',
      ],
    ]);
    const unknown = { ...RESCUE.definition, entry: { mood: 'sad' } };
    expect((await send('POST', '/playbooks', { ...RESCUE, definition: unknown })).statusCode).toBe(422);
    expect(await call<{ data: [] }>('GET', '/playbooks')).toEqual({ data: [] });
  });

  it('has a name of its own, a new version only when its definition changes, and refuses a stale change', async () => {
    const { make, send, call } = await enterPlaybooks(app);
    const { id, definition } = await make();
    expect((await send('POST', '/playbooks', { ...RESCUE, name: 'RESCUE' })).json()).toMatchObject({
      code: 'playbook_exists',
    });
    const put = (change: object) => ({ name: 'Save them', purpose: 'rescue', definition, ...change });
    expect(await call<Playbook>('PUT', `/playbooks/${id}`, put({}))).toMatchObject({
      version: 1,
      name: 'Save them',
    });
    const changed = put({ definition: { ...definition, maxDays: 31 } });
    expect(await call<Playbook>('PUT', `/playbooks/${id}`, changed)).toMatchObject({ version: 2 });
    const stale = await send('PUT', `/playbooks/${id}`, put({ readVersion: 1 }));
    expect([stale.statusCode, stale.json().code]).toEqual([409, 'changed_meanwhile']);
  });

  it('tells how many accounts would begin, before it is made', async () => {
    const { customer, call } = await enterPlaybooks(app);
    await customer('Small', 'poor', 10);
    await customer('Large', 'poor', 900);
    await customer('Good', 'good');
    const preview = await call<EntryPreview>('POST', '/playbook-entry-previews', {
      entry: RESCUE.definition.entry,
    });
    expect(preview).toMatchObject({ count: 2, examples: [{ name: 'Large' }, { name: 'Small' }] });
  });

  it('has presets that can be made as they are, in every language', async () => {
    const { call } = await enterPlaybooks(app);
    for (const { name, purpose, definition } of (
      await call<{ data: NewPlaybook[] }>('GET', '/playbook-presets')
    ).data)
      expect(await call<Playbook>('POST', '/playbooks', { name, purpose, definition })).toMatchObject({
        ...{ status: 'draft', definition },
      });
    for (const locale of LOCALES)
      for (const { definition } of presetPlaybooks(locale))
        expect(JSON.stringify(definition)).not.toMatch(/playbooks?[:.]/);
  });

  it('is read by whoever may read, and changed only by who may write', async () => {
    const { ws, make } = await enterPlaybooks(app);
    const { id } = await make();
    const viewer = await signInAsRole(app, ws, 'viewer');
    expect((await app.inject({ url: `/api/v1/playbooks/${id}`, headers: viewer })).statusCode).toBe(200);
    const activation = { method: 'POST' as const, url: `/api/v1/playbooks/${id}/activation` };
    expect((await app.inject({ ...activation, headers: viewer })).statusCode).toBe(403);
    const manager = await signInAsRole(app, ws, 'success_manager');
    expect((await app.inject({ ...activation, headers: manager })).statusCode).toBe(200);
  });
});
