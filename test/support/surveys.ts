import { pool } from '../../server/core/db.ts';
import type { App } from '../../server/core/http/server.ts';
import { saveAccounts, savePeople } from '../../server/customers/index.ts';
import type { GivenAnswer, Survey, Wave } from '../../server/signals/schema/survey.ts';
import { drainJobs, makeWorkspace } from './database.ts';
import { withApiKey } from './http.ts';

export const SURVEY = {
  ...{ kind: 'nps', name: 'How are we?' },
  texts: {
    en: { question: 'Would you recommend us?', followUp: 'Why?', thanks: 'Thank you!' },
    th: { question: 'คุณจะแนะนำเราหรือไม่', followUp: 'เพราะอะไร', thanks: 'ขอบคุณ' },
  },
};

interface MailRow {
  id: string;
  kind: string;
  recipient: string;
  subject: string;
  body_text: string;
  body_html: string;
  headers: Record<string, string>;
}

/** A company with a customer of so many people, who are asked with what it calls. */
export async function enterSurveys(app: App, count = 3) {
  const { id: ws, slug } = await makeWorkspace('Acme');
  const headers = await withApiKey(ws);
  const call = async <Answer>(method: 'GET' | 'POST' | 'PATCH', url: string, body?: object) => {
    const answer = await app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { body } : {}) });
    return { status: answer.statusCode, body: answer.json<Answer>(), text: answer.body };
  };
  const [account] = await saveAccounts(ws, [
    { externalId: 'a1', name: 'Example Ltd', stage: 'customer', ownerEmail: `owner-${slug}@example.com` },
  ]);
  const emails = Array.from({ length: count }, (_, place) => `p${place}@example.com`);
  const people = await savePeople(
    ws,
    emails.map((email, place) => ({
      ...{ email, externalId: `x${place}`, name: `Person ${place}`, accountExternalId: 'a1' },
    })),
  );
  const ids = people.map(({ id }) => id);
  const mails = async (kind = 'survey_ask') =>
    (
      await pool().query<MailRow>(
        'select * from core.mails where workspace_id = $1 and kind = $2 order by recipient',
        [ws, kind],
      )
    ).rows;
  const make = async (change: object = {}) =>
    (await call<Survey>('POST', '/surveys', { ...SURVEY, ...change })).body;
  const begin = async (change: object = {}) => {
    const survey = await make(change);
    const wave = (await call<Wave>('POST', `/surveys/${survey.id}/waves`)).body;
    await drainJobs();
    return { survey, wave };
  };
  const answers = async (surveyId: string, query = '') =>
    (await call<{ data: GivenAnswer[] }>('GET', `/surveys/${surveyId}/answers${query}`)).body.data;
  const tasks = async () =>
    (
      await call<{
        data: { title: string; note: string; assigneeName: string; dueOn: string; id: string }[];
      }>('GET', '/tasks')
    ).body.data;
  return { ws, call, mails, make, begin, answers, tasks, ids, emails, accountId: account?.id ?? '' };
}

export type SurveyScene = Awaited<ReturnType<typeof enterSurveys>>;

/** The token of the link in somebody's mail. */
export async function tokenOf(scene: SurveyScene, email = 'p0@example.com'): Promise<string> {
  const mail = (await scene.mails()).find(({ recipient }) => recipient === email);
  const token = /\/survey\/([^\s?]+)/.exec(mail?.body_text ?? '')?.[1];
  if (!token) throw new Error(`${email} got no link`);
  return token;
}

/** As a stranger: a person with a link, a mail program, a scanner. */
export function visitorOf(app: App) {
  return {
    open: (token: string, query = '') => app.inject({ url: `/api/v1/public/surveys/${token}${query}` }),
    say: (token: string, body: object) =>
      app.inject({ method: 'POST', url: `/api/v1/public/surveys/${token}`, body }),
  };
}

/** What the room holds in a table of this workspace. */
export async function surveyRows(table: string, ws: string) {
  const { rows } = await pool().query(`select * from signals.${table} where workspace_id = $1 order by id`, [
    ws,
  ]);
  return rows;
}
