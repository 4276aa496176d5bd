import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { ClickDimension, Question } from '../reports/question.ts';
import type { ClickVerdict } from '../schema/click.ts';
import { isAround, visitorColumns, withGroups } from './click-groups.ts';

/** One click as a report lists it; `''` where something is not known. */
export interface ListedClick {
  id: string;
  at: Date;
  verdict: ClickVerdict;
  affiliate: string;
  offer: string;
  link: string;
  country: string;
  device: string;
  browser: string;
  referrer: string;
  page: string;
  sub1: string;
  sub2: string;
  sub3: string;
  sub4: string;
  sub5: string;
}

/** The newest clicks that fit the question's period and filters. */
export async function selectListedClicks(
  workspaceId: string,
  question: Question<ClickDimension>,
  limit: number,
): Promise<ListedClick[]> {
  const { since, until, timeZone, where } = question;
  const filters = Object.entries(where).map(
    ([name, values]) => sql`and ${sql.ref(name)} = any (${values}::text[])`,
  );
  const clicks = sql`
      select id, at, coalesce(day, (at at time zone ${timeZone})::date)::text as day, verdict,
        affiliate_id as affiliate, offer_id as offer, link_id as link, ${visitorColumns}
      from tracking.clicks where workspace_id = ${workspaceId} and ${isAround(since, until)}
`;
  const from = 'group' in where ? withGroups(clicks, 'affiliate', question) : sql`(${clicks}) as click`;
  const { rows } = await sql<ListedClick>`
    select id, at, verdict, affiliate, offer, link, country, device, browser, referrer, page, sub1, sub2, sub3, sub4,
      sub5 from ${from}
    where day between ${since} and ${until} ${sql.join(filters, sql` `)}
    order by at desc, id desc limit ${limit}`.execute(db());
  return rows;
}
