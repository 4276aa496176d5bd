import { pool } from '../../server/core/db.ts';
import { tendPlaybooks } from '../../server/journeys/index.ts';
import { askUrl } from '../../server/signals/surveys/ask-token.ts';
import type { SampleSite } from './sample-site.ts';

export interface First {
  data: { id: string }[];
}

/** A group with payout terms of its own, and one without. */
export async function groupSomebody(site: SampleSite, affiliateId: string): Promise<void> {
  await site.ask('POST', '/affiliate-groups', { name: 'Creators' });
  const group = await site.ask<{ id: string }>('POST', '/affiliate-groups', { name: 'Agencies' });
  await site.ask('POST', '/affiliates/groups', { ids: [affiliateId], groupId: group.id });
  await site.ask('PUT', `/affiliate-groups/${group.id}/payout-terms`, {
    ...{ schedule: { dayOfMonth: 5 }, minimums: [{ currency: 'USD', amountMinor: 5_000 }] },
  });
}

/** One that is running, with those who sold in it. */
export async function announceContest(site: SampleSite): Promise<void> {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await site.ask('POST', '/contests', {
    ...{ name: 'Autumn', fromDay: day(-60), toDay: day(10), measure: 'revenue', currency: 'USD' },
    ...{ prizesMinor: [50_000, 20_000], leastFigure: 10_000, showsNames: false },
  });
}

/** One to give, one that was given with a code, and points of which some are redeemed. */
export async function grantRewards(site: SampleSite): Promise<void> {
  const { affiliateId } = site;
  const grant = (what: object, currency: string | null = null) =>
    site.ask<{ id: string }>('POST', '/rewards', {
      ...{ affiliateId, what, currency, reason: 'Spoke at our meeting in May' },
    });
  await grant({ kind: 'credit', amountMinor: 5_000 }, 'USD');
  const { id } = await grant({ kind: 'gift', name: 'Voucher of the book shop', worthMinor: 2_500 }, 'USD');
  await site.ask('POST', '/rewards/handovers', {
    ...{ rewardIds: [id], note: 'Thank you for your talk.', code: 'BOOKS-4711' },
  });
  await grant({ kind: 'points', points: 120, name: 'stars' });
  await site.ask('POST', '/redemptions', { affiliateId, name: 'stars', points: 40, purpose: 'A T-shirt' });
}

/** One's own day: late, today, soon, waiting for another, for a role, and one with everything. */
export async function makeTasks(site: SampleSite): Promise<string> {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const { user } = await site.ask<{ user: { id: string } }>('GET', '/session');
  const make = (body: object) => site.ask<{ id: string }>('POST', '/tasks', { assigneeId: user.id, ...body });
  const first = await make({ title: 'Ask legal about the contract', dueOn: day(-3), priority: 'high' });
  await make({ title: 'Send the contract', dueOn: day(2), blockerIds: [first.id] });
  await make({ title: 'Call back', assigneeId: null, assigneeRole: 'owner' });
  await make({ title: 'Read the survey answers' });
  await site.ask('POST', '/task-templates', {
    name: 'Onboarding',
    steps: [
      { title: 'Welcome call', offsetDays: 0 },
      { title: 'First review', offsetDays: 14, waitsForPrevious: true },
    ],
  });
  const { data } = await site.ask<First>('GET', '/accounts');
  const { id } = await make({
    ...{ title: 'Prepare the review', dueOn: day(0), recurrence: 'FREQ=MONTHLY', accountId: data[0]?.id },
    ...{
      note: 'With last month’s figures',
      items: [
        { text: 'Figures', isDone: true },
        { text: 'Slides', isDone: false },
      ],
    },
  });
  return id;
}

/** The own page of somebody who has said yes to one thing and no to another. */
export async function openPreferences(site: SampleSite): Promise<string> {
  const { data } = await site.ask<First>('GET', '/people');
  const address = `/people/${data[0]?.id}/consents`;
  await site.ask('POST', address, { purpose: 'news', isGranted: true, evidence: 'Ticked at the fair' });
  await site.ask('POST', address, { purpose: 'program', isGranted: false });
  const { preferencesUrl } = await site.ask<{ preferencesUrl: string }>('GET', address);
  return new URL(preferencesUrl).pathname.split('/').at(-1) ?? '';
}

/** A help desk that has told a ticket of somebody whom nobody knows. */
export async function connectDesk(site: SampleSite): Promise<string> {
  const secret = 'a-key-of-our-own';
  const desk = await site.ask<{ id: string; webhookUrl: string }>('POST', '/help-desks', {
    ...{ kind: 'freshdesk', name: 'Freshdesk', secret },
  });
  await fetch(desk.webhookUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${secret}:X`).toString('base64')}`,
    },
    body: JSON.stringify({ ticket: { id: 7, status: 'Open', requester: { email: 'who@unknown.example' } } }),
  });
  return desk.id;
}

/** The survey of the sample company with its latest wave, and an ask of another one that waits for its answer. */
export async function openSurvey(site: SampleSite): Promise<{ survey: string; wave: string; ask: string }> {
  const { data } = await site.ask<First>('GET', '/surveys');
  const survey = data[0]?.id ?? '';
  const waves = await site.ask<First>('GET', `/surveys/${survey}/waves`);
  const other = await site.ask<{ id: string }>('POST', '/surveys', {
    ...{ kind: 'ces', name: 'First steps', samplingPercent: 100, restDays: 0, openDays: 14 },
    texts: {
      en: {
        question: 'It was easy to begin. Do you agree?',
        followUp: 'What was hard?',
        thanks: 'Thank you.',
      },
      th: { question: 'เริ่มใช้งานได้ง่าย คุณเห็นด้วยหรือไม่', followUp: 'มีอะไรที่ยาก', thanks: 'ขอบคุณ' },
    },
  });
  const wave = await site.ask<{ id: string }>('POST', `/surveys/${other.id}/waves`);
  const { rows } = await pool().query<{ id: string }>(
    'select id from signals.survey_asks where workspace_id = $1 and wave_id = $2 order by id limit 1',
    [site.workspaceId, wave.id],
  );
  const url = askUrl(site.config(), { workspaceId: site.workspaceId, askId: rows[0]?.id ?? '' }, 'en');
  return { survey, wave: waves.data[0]?.id ?? '', ask: new URL(url).pathname.split('/').at(-1) ?? '' };
}

/** A playbook of the sample company that accounts go through, one of them with its first step done. */
export async function startPlaybook(site: SampleSite): Promise<{ playbook: string; playbookRun: string }> {
  await tendPlaybooks(site.config(), site.workspaceId);
  const { id, playbookId } = (await findRun(site)) ?? (await startByHand(site));
  const { steps } = await site.ask<{ steps: { taskId: string }[] }>('GET', `/playbook-runs/${id}`);
  await site.ask('POST', `/tasks/${steps[0]?.taskId}/completion`);
  await tendPlaybooks(site.config(), site.workspaceId);
  return { playbook: playbookId, playbookRun: id };
}

type Run = { id: string; playbookId: string };

async function findRun(site: SampleSite): Promise<Run | undefined> {
  const { data } = await site.ask<{ data: Run[] }>('GET', '/playbook-runs?isHeldOut=false');
  return data[0];
}

/** By chance everybody at risk may be among those who are only watched. */
async function startByHand(site: SampleSite): Promise<Run> {
  const { data } = await site.ask<{ data: { id: string; status: string }[] }>('GET', '/playbooks');
  const playbookId = data.find(({ status }) => status === 'active')?.id ?? '';
  const { id: accountId } = await site.ask<{ id: string }>('POST', '/accounts', { name: 'Led by hand' });
  const { id } = await site.ask<{ id: string }>('POST', `/playbooks/${playbookId}/runs`, { accountId });
  await tendPlaybooks(site.config(), site.workspaceId);
  return { id, playbookId };
}

/** A customer of the sample company who was handed to sales. */
export async function handOff(site: SampleSite): Promise<string> {
  const { data } = await site.ask<First>('GET', '/accounts?stage=customer&sort=mrrMinor');
  const made = await site.ask<{ id: string }>('POST', '/hand-offs', {
    ...{ accountId: data[0]?.id, toRole: 'sales', promised: 'A price for 200 seats by Friday' },
    nextStep: 'Call the decision maker',
  });
  return made.id;
}

/** A person with contact details of every kind. */
export async function tellContacts(site: SampleSite, person: string): Promise<string> {
  for (const point of [
    { kind: 'email', label: 'home', value: 'further-address@home.example' },
    { kind: 'phone', label: 'mobile', value: '+66 81 234 5678' },
    { kind: 'social', label: 'work', value: 'https://www.linkedin.com/in/somebody' },
    {
      kind: 'postal',
      label: 'billing',
      value: '1 ถนนสุขุมวิท',
      city: 'กรุงเทพฯ',
      postalCode: '10110',
      country: 'TH',
    },
  ])
    await site.ask('POST', `/people/${person}/contact-points`, point);
  return person;
}

/** A quote of the sample company that was sent, what its receiver sees, and a draft. */
export async function findQuotes(
  site: SampleSite,
): Promise<{ quote: string; draft: string; offered: string }> {
  const first = async (state: string) =>
    (await site.ask<First>('GET', `/quotes?state=${state}`)).data[0]?.id ?? '';
  const quote = await first('sent');
  const { publicUrl } = await site.ask<{ publicUrl: string }>('GET', `/quotes/${quote}`);
  return { quote, draft: await first('draft'), offered: new URL(publicUrl).pathname.split('/').at(-1) ?? '' };
}
