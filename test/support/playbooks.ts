import { pool } from '../../server/core/db.ts';
import type { App } from '../../server/core/http/server.ts';
import { writeAccountFigures } from '../../server/customers/index.ts';
import { tendPlaybooks } from '../../server/journeys/index.ts';
import type { Playbook, Results, Run, RunView } from '../../server/journeys/schema.ts';
import { testConfig } from './database.ts';
import { enterDeals } from './deals.ts';

interface Made {
  id: string;
  title: string;
  state: string;
  dueOn: string;
  note: string | null;
  account: { id: string; name: string } | null;
}

/** Poor customers are called; they have arrived when they are well again, and leave when they are gone. */
export const RESCUE = {
  name: 'Rescue',
  purpose: 'rescue',
  definition: {
    entry: { stage: ['customer'], healthBand: ['poor'] },
    success: { account: { healthBand: ['good'] } },
    exit: { stage: ['churned'] },
    maxDays: 30,
    steps: [
      { kind: 'task', title: 'Call', offsetDays: 0, dueDays: 2 },
      { kind: 'task', title: 'Plan', offsetDays: 0, waitsForPrevious: true },
      { kind: 'task', title: 'Check', offsetDays: 7 },
    ],
  },
};

/** A company with its playbooks, and customers whose health is what it is said to be. */
export async function enterPlaybooks(app: App) {
  const entered = await enterDeals(app);
  const { ws, call } = entered;
  const tend = () => tendPlaybooks(testConfig(), ws);
  const customer = async (name: string, healthBand: Band = 'poor', mrrMinor = 1_000) => {
    const { id } = await call<{ id: string }>('POST', '/accounts', { name, stage: 'customer' });
    await judge(id, { healthBand, mrrMinor, currency: 'USD' });
    return id;
  };
  const judge = (accountId: string, figures: Figures) => writeAccountFigures(ws, [{ accountId, ...figures }]);
  const make = (change: object = {}, definition: object = {}) =>
    call<Playbook>('POST', '/playbooks', {
      ...{ ...RESCUE, ...change, definition: { ...RESCUE.definition, ...definition } },
    });
  const activate = async (change: object = {}, definition: object = {}) => {
    const playbook = await make(change, definition);
    await call('POST', `/playbooks/${playbook.id}/activation`);
    await tend();
    return playbook;
  };
  const runs = async (query = '') => (await call<{ data: Run[] }>('GET', `/playbook-runs?${query}`)).data;
  const run = async (id: string) => call<RunView>('GET', `/playbook-runs/${id}`);
  const only = async () => run((await runs())[0]?.id ?? '');
  const tasks = async (query = 'state=open') =>
    (await call<{ data: Made[] }>('GET', `/tasks?${query}&sort=createdAt&direction=asc`)).data;
  const results = (id: string) => call<Results>('GET', `/playbooks/${id}/results`);
  const mails = async () =>
    (
      await pool().query<{ recipient: string; subject: string; body_text: string; headers: object }>(
        "select * from core.mails where workspace_id = $1 and kind = 'playbook_mail' order by recipient",
        [ws],
      )
    ).rows;
  return { ...entered, tend, customer, judge, make, activate, runs, run, only, tasks, results, mails };
}

type Figures = Omit<Parameters<typeof writeAccountFigures>[1][number], 'accountId'>;
type Band = NonNullable<Figures['healthBand']>;
