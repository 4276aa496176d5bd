import { expect } from 'vitest';
import type { App } from '../../server/core/http/server.ts';
import {
  recordCosts,
  recordSubscriptions,
  recordSurveyAnswers,
  recordTickets,
  recordUsage,
} from '../../server/signals/index.ts';
import { refreshScores } from '../../server/success/index.ts';
import { drainJobs } from './database.ts';
import type { Neighbor } from './neighbor.ts';

/** Words and amounts that stand in no answer by chance. */
export const SECRET = {
  company: 'Xylophant Works',
  externalId: 'xylophant-1',
  domain: 'xylophant.example',
  person: 'Quendrida Vexley',
  email: 'quendrida@xylophant.example',
  mrrMinor: 7_654_321,
};

/** What no answer may hold to somebody who does not reach the account. */
export const SECRET_WORDS = /xylophant|quendrida|vexley|7654321|76543\.21|76,543\.21/i;

/**
 * An account that the neighbor's owner owns, with a person, and a fact of every kind about both: what is planted is
 * told in as many rooms as there are.
 */
export async function plantAccount(
  app: App,
  { ws, headers, user, offer, affiliate, click }: Neighbor,
  role: string,
) {
  const create = async (path: string, body: object): Promise<string> => {
    const answer = await app.inject({ method: 'POST', url: `/api/v1${path}`, headers, body });
    expect([path, answer.statusCode < 300 ? 'fine' : answer.body]).toEqual([path, 'fine']);
    return answer.json().id;
  };
  const { externalId, company, domain, person, email } = SECRET;
  const account = await create('/accounts', {
    ...{ externalId, name: company, domain, ownerId: user, stage: 'customer' },
  });
  const contact = await create('/people', { name: person, email, accountId: account, ownerId: user });
  const guest = await create('/people', {
    ...{ name: `${person} Junior`, email: `junior@${domain}`, accountId: account },
  });
  await create(`/people/${contact}/contact-points`, { kind: 'email', value: `q.vexley@${domain}` });
  await create(`/accounts/${account}/notes`, { body: `${person} likes us` });
  await create('/activities', {
    ...{ kind: 'meeting', body: `${company} signs`, accountId: account, personIds: [contact] },
  });
  await create('/accounts', { name: `${company} Ltd`, ownerId: user });
  await create('/deals', {
    name: `Deal with ${company}`,
    accountId: account,
    people: [{ personId: contact }],
  });
  await create('/saved-views', {
    list: 'accounts',
    name: 'Owned',
    isShared: true,
    query: { ownerId: [user] },
  });
  await create('/tasks', { title: 'Call', accountId: account, personId: contact, assigneeRole: role });
  await plantFacts(ws);
  await create('/events/lead', {
    ...{ customerExternalId: externalId, accountExternalId: externalId, clickId: click },
    ...{ customerName: person, customerEmail: email },
  });
  await create('/events/sale', {
    ...{ customerExternalId: externalId, accountExternalId: externalId, invoiceId: 'inv-planted' },
    ...{ amountMinor: 8_765_432, currency: 'USD', customerName: person, customerEmail: email },
  });
  await create('/affiliate-invitations', {
    offerId: offer,
    recipients: [{ personId: guest, accountId: account }],
  });
  // An affiliate is of the program: their own name and address are not the account's.
  const partner = { name: 'Pat Partner', email: 'pat@partner.example' };
  await create('/affiliates', { ...partner, personId: contact, accountId: account });
  await create('/deal-registrations', {
    ...{ company, personName: person, email, hasConsent: true, affiliateId: affiliate, offerId: offer },
  });
  await drainJobs();
  await refreshScores(ws, null);
  await drainJobs();
  const sales = await app.inject({ url: '/api/v1/sales?q=inv-planted', headers });
  return { planted: { account, person: contact, guest }, sale: sales.json().data[0].id as string };
}

async function plantFacts(ws: string): Promise<void> {
  const accountExternalId = SECRET.externalId;
  const day = (offset: number) => new Date(Date.now() - offset * 86_400_000);
  const dayText = (offset: number) => day(offset).toISOString().slice(0, 10);
  await recordUsage(
    ws,
    [3, 10, 20].map((ago) => ({ accountExternalId, feature: 'reports', day: dayText(ago), quantity: 4 })),
  );
  const plan = { plan: 'Pro', currency: 'USD', externalId: `sub-${accountExternalId}`, accountExternalId };
  // Another one, so that the company's sums are not the account's figures.
  const other = { ...plan, externalId: 'sub-other', accountExternalId: 'n1', mrrMinor: 1_000 };
  const startedOn = dayText(200);
  await recordSubscriptions(ws, [
    { ...plan, mrrMinor: SECRET.mrrMinor, startedOn },
    { ...other, startedOn },
  ]);
  await recordTickets(ws, [{ externalId: `t-${accountExternalId}`, accountExternalId, openedAt: day(5) }]);
  await recordSurveyAnswers(ws, [
    { externalId: `n-${accountExternalId}`, accountExternalId, kind: 'nps', score: 10, answeredAt: day(4) },
  ]);
  await recordCosts(ws, [
    {
      ...{ kind: 'tools', name: `Care for ${SECRET.company}`, amountMinor: 100, currency: 'USD' },
      ...{ firstMonth: dayText(40).slice(0, 7), accountExternalIds: [accountExternalId] },
    },
  ]);
}
