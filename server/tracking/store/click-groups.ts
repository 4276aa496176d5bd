import { type RawBuilder, sql } from 'kysely';
import { db, inTransaction } from '../../core/db.ts';
import { type ClickDimension, type Question, sourceOf } from '../reports/question.ts';

/** Groups are made in memory: a report by day, affiliate and country has some hundred thousand. */
const WORK_MEM = '128MB';

export interface ClickGroup {
  /** In the order of the question; `''` where it is not known. */
  keys: string[];
  counted: number;
  repeats: number;
  /** Bots, prefetches and mail scanners together. */
  automatic: number;
}

export interface ClickGroups {
  rows: ClickGroup[];
  total: Omit<ClickGroup, 'keys'>;
  /** How many groups there are, shown or not. */
  groupCount: number;
}

/** Which groups are wanted: so many with most or least, and those with these keys. */
export interface WantedGroups {
  limit: number;
  sort: 'clicks' | 'counted' | 'first';
  isAscending?: boolean;
  keys?: string[][];
}

const SORTS = { clicks: sql`counted + repeats`, counted: sql`counted` };

/** Clicks by one to three dimensions, exact to the last answered click. */
export async function selectClickGroups(
  workspaceId: string,
  question: Question<ClickDimension>,
  wanted: WantedGroups,
): Promise<ClickGroups> {
  const names = question.by.map((name) => sql.ref(name));
  const by = sql.join(names);
  const keys = question.by.length > 0 ? sql`array[${by}]::text[]` : sql`array[]::text[]`;
  const direction = wanted.isAscending ? sql`asc` : sql`desc`;
  const order =
    wanted.sort === 'first' && question.by.length > 0
      ? sql`${names[0]} ${direction}`
      : sql`${wanted.sort === 'first' ? sql`counted` : SORTS[wanted.sort]} ${direction}`;
  return inTransaction(async () => {
    await sql`select set_config('work_mem', ${WORK_MEM}, true)`.execute(db());
    const { rows } = await sql<ClickGroup & { groupCount: number | null }>`
      with groups as materialized (
        select ${question.by.length > 0 ? sql`${by}, ` : sql``}sum(counted)::bigint as counted,
          sum(repeats)::bigint as repeats, sum(automatic)::bigint as automatic
        from (${factsOf(workspaceId, question)}) as facts
        ${question.by.length > 0 ? sql`group by ${by}` : sql``}
        having sum(counted) <> 0 or sum(repeats) <> 0 or sum(automatic) <> 0
      )
      select null::text[] as keys, coalesce(sum(counted), 0)::bigint as counted,
          coalesce(sum(repeats), 0)::bigint as repeats, coalesce(sum(automatic), 0)::bigint as automatic,
          count(*) as group_count from groups
      union all
      select ${keys}, counted, repeats, automatic, null from (
        select * from groups order by ${order}, counted desc${question.by.length > 0 ? sql`, ${by}` : sql``}
        limit ${wanted.limit}
      ) as top
      ${wanted.keys?.length && question.by.length > 0 ? alsoThese(question.by, wanted.keys) : sql``}`.execute(
      db(),
    );
    const [total, ...groups] = rows;
    return {
      rows: distinct(groups.map(({ groupCount: _, ...group }) => group)),
      total: {
        counted: total?.counted ?? 0,
        repeats: total?.repeats ?? 0,
        automatic: total?.automatic ?? 0,
      },
      groupCount: total?.groupCount ?? 0,
    };
  });
}

function alsoThese(by: ClickDimension[], wanted: string[][]): RawBuilder<unknown> {
  const columns = by.map((_, place) => sql`${wanted.map((keys) => keys[place] ?? '')}::text[]`);
  const names = by.map((name) => sql.ref(name));
  return sql`union all
    select array[${sql.join(names)}]::text[], counted, repeats, automatic, null
    from groups join unnest(${sql.join(columns)}) as wanted (${sql.join(names)}) using (${sql.join(names)})`;
}

/** A wanted group may be among those with most too. */
function distinct(groups: ClickGroup[]): ClickGroup[] {
  return [...new Map(groups.map((group) => [JSON.stringify(group.keys), group])).values()];
}

/** Sums with a column of each dimension's name, filtered. */
function factsOf(workspaceId: string, question: Question<ClickDimension>): RawBuilder<unknown> {
  const source = sourceOf(question);
  const conditions = Object.entries(question.where).map(
    ([name, values]) => sql`${sql.ref(name)} = any (${values}::text[])`,
  );
  const filter = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
  const plain = sql`affiliate_id as affiliate, offer_id as offer, link_id as link`;
  const period = sql`workspace_id = ${workspaceId} and day between ${question.since} and ${question.until}`;
  if (source.kind === 'clicks')
    return sql`select * from (${rawFacts(workspaceId, question)}) as told ${filter}`;
  if (source.kind === 'pair')
    return sql`select * from (
      select day::text, ${plain}, value as country, second_value as device, counted, repeats, automatic
      from tracking.click_facets where ${period} and facet = 'country_device') as told ${filter}`;
  const { facet } = source;
  const rows = (of: string, value: RawBuilder<unknown>, sign: RawBuilder<unknown>) => sql`
    select day::text, ${plain}, ${value} as ${sql.ref(facet)}, ${sign} counted as counted, ${sign} repeats as repeats,
      ${sign} automatic as automatic
    from tracking.click_facets where ${period} and facet = ${of}`;
  const told = rows(facet, sql`value`, sql``);
  if (facet === 'total' || !source.isSparse) return sql`select * from (${told}) as told ${filter}`;
  // What is not told is the rest of all.
  const rest = sql`${rows('total', sql`''`, sql``)} union all ${rows(facet, sql`''`, sql`-`)}`;
  return sql`select * from (${told} union all ${rest}) as told ${filter}`;
}

function rawFacts(workspaceId: string, { since, until, timeZone }: Question<ClickDimension>) {
  const day = sql`coalesce(day, (at at time zone ${timeZone})::date)`;
  return sql`select ${day}::text as day, affiliate_id as affiliate, offer_id as offer, link_id as link,
      ${visitorColumns}, (verdict = 'counted')::integer as counted, (verdict = 'repeat')::integer as repeats,
      (verdict not in ('counted', 'repeat'))::integer as automatic
    from tracking.clicks
    where workspace_id = ${workspaceId} and ${day} between ${since} and ${until}
      and ${isAround(since, until)}`;
}

/** What is known of the visitor, as the roll-ups have it. */
export const visitorColumns = sql`coalesce(country, '') as country, coalesce(device, '') as device,
  coalesce(browser, '') as browser, coalesce(referrer_host, '') as referrer, coalesce(left(page_url, 500), '') as page,
  coalesce(left(sub1, 500), '') as sub1, coalesce(left(sub2, 500), '') as sub2, coalesce(left(sub3, 500), '') as sub3,
  coalesce(left(sub4, 500), '') as sub4, coalesce(left(sub5, 500), '') as sub5`;

/** Leads to the partitions: a day of any time zone lies within a day around the same one of UTC. */
export function isAround(since: string, until: string): RawBuilder<unknown> {
  return sql`at >= (${since}::date - 1)::timestamp at time zone 'UTC'
    and at < (${until}::date + 2)::timestamp at time zone 'UTC'`;
}
