import { expect } from 'vitest';
import { now, setClock } from '../../server/core/clock.ts';
import type { App } from '../../server/core/http/server.ts';
import type { Deal, DealView } from '../../server/customers/deals/schema/deal.ts';
import type { Pipeline } from '../../server/customers/deals/schema/pipeline.ts';
import { makeWorkspace } from './database.ts';
import { withApiKey } from './http.ts';

export const DAY_MS = 86_400_000;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A company with its pipeline, an account, a person, and calls that must be answered well. */
export async function enterDeals(app: App) {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const send = (method: Method, path: string, body?: object) =>
    app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
  const call = async <Answer = DealView>(method: Method, path: string, body?: object): Promise<Answer> => {
    const answer = await send(method, path, body);
    expect([path, answer.statusCode < 300 ? 'fine' : answer.body]).toEqual([path, 'fine']);
    return answer.body === '' ? (null as Answer) : answer.json();
  };
  const [pipeline] = (await call<{ data: Pipeline[] }>('GET', '/pipelines')).data;
  if (!pipeline) throw new Error('no pipeline was seeded');
  const [first = '', second = '', third = ''] = pipeline.stages.map(({ id }) => id);
  const account = await call<{ id: string }>('POST', '/accounts', { name: 'Acme' });
  const person = await call<{ id: string }>('POST', '/people', { email: 'pat@acme.test', name: 'Pat' });
  const textsOf = async (path: string) =>
    (await call<{ data: { text: string }[] }>('GET', `${path}/timeline`)).data.map(({ text }) => text);
  const names = async (query: string) =>
    (await call<{ data: Deal[] }>('GET', `/deals?${query}`)).data.map(({ name }) => name);
  const reasons = (await call<{ data: { id: string }[] }>('GET', '/deal-loss-reasons')).data;
  return {
    ...{ ws, headers, send, call, pipeline, first, second, third, textsOf, names },
    ...{ account: account.id, person: person.id, reason: reasons[0]?.id ?? '' },
  };
}

/** As if so many days had gone by. */
export function goOn(days: number): void {
  const at = now().getTime() + days * DAY_MS;
  setClock(() => new Date(at));
}
