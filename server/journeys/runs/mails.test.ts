import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { enterPlaybooks } from '../../../test/support/playbooks.ts';
import { setClock } from '../../core/clock.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());
afterEach(() => setClock());

const MAIL = {
  ...{ kind: 'mail', title: 'Say hello', offsetDays: 0, isAutomatic: true, toRoles: ['champion'] },
  texts: {
    en: { subject: 'Hello {{ person.firstName }}', text: 'How is {{ account.name }}?' },
    th: { subject: 'สวัสดี {{ person.firstName }}', text: '{{ account.name }} เป็นอย่างไรบ้าง' },
  },
};

async function enter(step: object = {}) {
  const entered = await enterPlaybooks(app);
  const { customer, call, activate } = entered;
  const accountId = await customer('Poor Ltd');
  const add = async (email: string, role: string, change: object = {}) => {
    const { id } = await call<{ id: string }>('POST', '/people', { email, accountId, ...change });
    await call('PUT', `/accounts/${accountId}/stakeholders/${id}`, { role });
    return id;
  };
  const begin = () => activate({}, { steps: [{ ...MAIL, ...step }] });
  return { ...entered, accountId, add, begin };
}

describe('a mail of a playbook', () => {
  it('goes to everybody in its roles, each in their language, once, and can be refused in one click', async () => {
    const { add, begin, mails, tend, only, textsOf, accountId } = await enter();
    await add('ann@poor.test', 'champion', { name: 'Ann Lee' });
    await add('som@poor.test', 'champion', { name: 'สมชาย ใจดี', country: 'TH' });
    await add('una@poor.test', 'user', { name: 'Una' });
    await begin();
    await tend();
    expect(await mails()).toMatchObject([
      {
        ...{ recipient: 'ann@poor.test', subject: 'Hello Ann' },
        body_text: expect.stringContaining('How is Poor Ltd?'),
        headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
      },
      { recipient: 'som@poor.test', subject: 'สวัสดี สมชาย' },
    ]);
    const [step] = (await only()).steps;
    expect(step).toMatchObject({
      state: 'done',
      isAutomatic: true,
      mailIds: [{}, {}].map(() => expect.any(String)),
    });
    expect(await textsOf(`/accounts/${accountId}`)).toContain('Mail of a playbook: Hello Ann');
  });

  it('is not sent to whoever refused; with nobody left, the step is passed over and says why', async () => {
    const { add, begin, mails, only, call } = await enter();
    const id = await add('ann@poor.test', 'champion');
    await call('POST', `/people/${id}/consents`, {
      ...{ purpose: 'product', channel: 'email', isGranted: false },
    });
    await begin();
    expect(await mails()).toEqual([]);
    expect((await only()).steps).toMatchObject([{ state: 'skipped', note: 'nobody' }]);
  });

  it('by hand, is a task for the owner with the words as they would have left', async () => {
    const { add, begin, mails, tasks } = await enter({ isAutomatic: false });
    await add('ann@poor.test', 'champion', { name: 'Ann Lee' });
    await begin();
    expect(await mails()).toEqual([]);
    expect(await tasks()).toMatchObject([
      { title: 'Say hello', note: 'To Ann Lee <ann@poor.test>\nSubject: Hello Ann\n\nHow is Poor Ltd?' },
    ]);
  });

  it('without roles goes to the one person whose word counts most', async () => {
    const { add, begin, mails } = await enter({ toRoles: [] });
    await add('una@poor.test', 'user');
    await add('dan@poor.test', 'decision_maker');
    await begin();
    expect(await mails()).toHaveLength(1);
  });
});
