import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import {
  type FactFilter,
  type FactKey,
  type FactSums,
  listLinksByIds,
  sumFacts,
} from '../../../tracking/index.ts';
import { describeLinks } from '../links/describe-link.ts';
import { toFactFilter } from './filter.ts';
import { type Period, periodOf, stepsBetween } from './period.ts';
import type { AnalyticsQuery } from './schema.ts';
import { deviceName, UNKNOWN } from './words.ts';

type Sums = Pick<FactSums, 'clicks' | 'leads' | 'sales' | 'saleAmountMinor'>;
const NO_SUMS: Sums = { clicks: 0, leads: 0, sales: 0, saleAmountMinor: 0 };

type Grouping = Exclude<AnalyticsQuery['groupBy'], 'count' | 'timeseries' | 'top_links' | 'top_urls'>;

/** Our key for a group, and under which name a group's value is answered. */
const GROUPINGS: Record<Grouping, { key: FactKey; name: string }> = {
  countries: { key: 'country', name: 'country' },
  devices: { key: 'device', name: 'device' },
  browsers: { key: 'browser', name: 'browser' },
  os: { key: 'os', name: 'os' },
  referers: { key: 'referrer', name: 'referer' },
  trigger: { key: 'trigger', name: 'trigger' },
  triggers: { key: 'trigger', name: 'trigger' },
};

/**
 * Counted clicks, leads and sales of a time. A lead or sale counts with the link, country and device of the click that
 * first brought the customer; amounts are in the workspace's currency, after refunds.
 */
export async function analyze(actor: Actor, config: Config, query: AnalyticsQuery) {
  authorize(actor, 'links.read');
  const { workspaceId } = actor;
  const period = periodOf(query, actor.now);
  const filter = await toFactFilter(actor, config, query, period);
  const { groupBy, event } = query;
  if (groupBy === 'count') {
    const [sums] = await sumFacts(workspaceId, filter, 'none');
    return toFigures(sums ?? NO_SUMS, event);
  }
  if (groupBy === 'timeseries') {
    const series = await sumSteps(workspaceId, filter, period);
    return series.map(({ start, sums }) => ({ start: start.toISOString(), ...toFigures(sums, event) }));
  }
  if (groupBy === 'top_links' || groupBy === 'top_urls') {
    const links = (await sumByLink(workspaceId, config, filter)).map(({ link, sums }) => ({
      ...link,
      ...toFigures(sums, event),
    }));
    return groupBy === 'top_links' ? links : byUrl(links);
  }
  const { key, name } = GROUPINGS[groupBy];
  const rows = await sumFacts(workspaceId, filter, key);
  return rows
    .filter((row) => key !== 'trigger' || row.key !== null)
    .map((row) => ({ [name]: nameOf(key, row.key), ...toFigures(row, event) }));
}

function nameOf(key: FactKey, value: string | null): string {
  if (key === 'referrer') return value ?? '(direct)';
  return key === 'device' ? deviceName(value) : (value ?? UNKNOWN);
}

/** Only what was asked for: other kinds were not counted. */
function toFigures(sums: Sums, event: AnalyticsQuery['event']) {
  const { clicks, leads, sales, saleAmountMinor: saleAmount } = sums;
  const all = { clicks, leads, sales, saleAmount };
  if (event === 'composite') return all;
  return event === 'sales' ? { sales, saleAmount } : { [event]: all[event] };
}

/** Every step of the time, those without any facts too; of all time, from the first fact. */
export async function sumSteps(
  workspaceId: string,
  filter: FactFilter,
  { from, to, step }: Period,
): Promise<{ start: Date; sums: Sums }[]> {
  const rows = await sumFacts(workspaceId, filter, step);
  const found = new Map(rows.flatMap((row) => (row.at ? [[row.at.getTime(), row]] : [])));
  const first = Math.min(...found.keys(), to.getTime());
  const start = from.getTime() === 0 ? new Date(first) : from;
  return stepsBetween(step, start, to).map((at) => ({
    start: at,
    sums: found.get(at.getTime()) ?? NO_SUMS,
  }));
}

/** What a link's figures are answered with. */
export async function sumByLink(workspaceId: string, config: Config, filter: FactFilter) {
  const rows = await sumFacts(workspaceId, filter, 'link');
  const links = await listLinksByIds(
    workspaceId,
    rows.flatMap(({ key }) => key ?? []),
  );
  const described = await describeLinks(workspaceId, config, links);
  const known = new Map(links.map((link, index) => [link.id, described[index]]));
  return rows.flatMap(({ key, ...sums }) => {
    const link = key && known.get(key);
    if (!link) return [];
    const { id, domain, key: slug, shortLink, url, title, comments, folderId, partnerId, createdAt } = link;
    const named = { link: id, id, domain, key: slug, shortLink, url, title, comments, folderId };
    return [{ linkId: key, link: { ...named, partnerId, createdAt }, sums }];
  });
}

function byUrl<Row extends { url: string }>(rows: Row[]) {
  return [...Map.groupBy(rows, (row) => row.url)].map(([url, own]) => {
    const sum = (name: string) =>
      own.reduce((total, row) => total + ((row as Record<string, unknown>)[name] as number), 0);
    const names = ['clicks', 'leads', 'sales', 'saleAmount'].filter((name) => name in (own[0] ?? {}));
    return { url, ...Object.fromEntries(names.map((name) => [name, sum(name)])) };
  });
}
