import { expect } from 'vitest';
import type { App } from '../../server/core/http/server.ts';
import { recordClicks, refundSale } from '../../server/tracking/index.ts';
import { deliver } from '../support/stripe.ts';
import type { Fact } from './facts.ts';
import type { MonthProgram } from './program.ts';

/** Tells one fact the way it arrives: by API, by Stripe, or by the tracker's own door. */
export async function tellFact(app: App, program: MonthProgram, fact: Fact): Promise<void> {
  const { ws, headers } = program;
  const post = async (path: string, body: object) => {
    const answer = await app.inject({ method: 'POST', url: `/api/v1${path}`, headers, body });
    expect([200, 201], answer.body).toContain(answer.statusCode);
  };
  if (fact.kind === 'clicks') {
    const clicks = fact.clicks.map(({ affiliate, offer, ...click }) => ({
      ...click,
      linkId: program.affiliates[affiliate]?.links[offer] ?? '',
    }));
    await recordClicks(ws, clicks);
  } else if (fact.kind === 'lead') await post('/events/lead', fact.lead);
  else if (fact.kind === 'sale') await post('/events/sale', fact.sale);
  else if (fact.kind === 'refund') await refundSale(ws, fact.refund);
  else expect((await deliver(app, program.connection, fact.event)).statusCode).toBe(200);
}

/** A person finds nothing wrong with what was held for a look. @returns how many cases there were. */
export async function approveCases(app: App, manager: Record<string, string>): Promise<number> {
  const open = await app.inject({ url: '/api/v1/fraud-cases?state=open&limit=100', headers: manager });
  const caseIds = open.json<{ data: { id: string }[] }>().data.map(({ id }) => id);
  if (caseIds.length === 0) return 0;
  const decided = await app.inject({
    ...{ method: 'POST', url: '/api/v1/fraud-cases/decisions', headers: manager },
    body: { caseIds, decision: { decision: 'approved' } },
  });
  expect(decided.json().refused).toEqual([]);
  return caseIds.length + (await approveCases(app, manager));
}

/** Pays all that is payable, made by one person and approved by another. */
export async function payOut(app: App, { manager, finance }: MonthProgram): Promise<void> {
  const call = (path: string, headers: Record<string, string>, body?: object) =>
    app.inject({ method: 'POST', url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
  for (const currency of ['USD', 'EUR']) {
    const created = await call('/payouts', manager, { currency });
    // Nothing to pay yet in this currency.
    if (created.statusCode === 409 || created.statusCode === 422) continue;
    expect(created.statusCode, created.body).toBe(201);
    const { id } = created.json();
    for (const [act, by] of [
      ['approval', finance],
      ['payment', finance],
    ] as const) {
      const answer = await call(`/payouts/${id}/${act}`, by);
      expect(answer.statusCode, answer.body).toBeLessThan(300);
    }
  }
}
