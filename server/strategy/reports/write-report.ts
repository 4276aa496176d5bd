import { mapGroups } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { notFound } from '../../core/problem.ts';
import type { WantedGroups } from '../../tracking/index.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { readLabels } from './label-keys.ts';
import {
  type Filters,
  type Group,
  readFacts,
  readGroups,
  type Scope,
  sumOtherCurrencies,
  toldOf,
} from './read-figures.ts';
import {
  addSums,
  comparedDay,
  daysOf,
  figuresOf,
  inOrder,
  NOTHING,
  type Period,
  type Sums,
  shiftDay,
  type Told,
} from './rules.ts';
import {
  DIMENSIONS,
  type Dimension,
  type Line,
  type PortalReportQuery,
  type Report,
  type ReportQuery,
  UNKNOWN,
} from './schema.ts';

const USUAL_DAYS = 30;
const MAX_BARS = 10;
/** Of the longest period. */
const EVERY_DAY: WantedGroups = { limit: 2_000, sort: 'first' };

type Query = ReportQuery | PortalReportQuery;

/** A report as far as the whole program goes. @throws Problem 422 for a period that single clicks cannot answer. */
export async function viewReport(actor: Actor, query: ReportQuery): Promise<Report> {
  authorize(actor, 'reports.read');
  return writeReport(actor, query, {});
}

/** @param only filters that hold whatever the query asks. */
export async function writeReport(actor: Actor, query: Query, only: Filters): Promise<Report> {
  const { scope, period } = await openScope(actor, query, only);
  const { by } = query;
  const told = toldOf(scope, by);
  const { facts, main, days, bars } = await readParts(scope, period, query);
  const lines = linesOf(main, told, query);
  const rows = lines.slice(0, query.limit);
  const then = await readCompared(scope, period, query, rows);
  const barBy = barDimension(by);
  const barLines = linesOf(bars, told, {
    sort: query.sort === 'first' ? 'uniqueClicks' : query.sort,
    direction: 'desc',
  });
  const shownBars = barLines.slice(0, MAX_BARS);
  const label = await readLabels(actor, [
    ...rows.map(({ keys }) => ({ by, keys })),
    ...shownBars.map(({ keys }) => ({ by: barBy, keys })),
  ]);
  const withLabels = (names: Dimension[], line: UnlabeledLine): Line => ({
    ...line,
    labels: line.keys.map((key, place) => label(names[place], key)),
  });
  const ofDay = new Map(days.map(({ keys, sums }) => [keys[0], sums]));
  return {
    ...{ by, ...period, compared: then?.period ?? null, currency: scope.currency },
    total: figuresOf(totalOf(days), told),
    previousTotal: then?.total ?? null,
    days: daysOf(period).map((day) => ({
      day,
      figures: figuresOf(ofDay.get(day) ?? NOTHING, told),
      previous: then?.ofDay(day) ?? null,
    })),
    bars: shownBars.map((line) => withLabels(barBy, line)),
    rows: rows.map((line) => withLabels(by, { ...line, previous: then?.ofKeys(line.keys) ?? null })),
    hasMore: lines.length > rows.length,
    otherCurrencies: sumOtherCurrencies(facts, scope.currency),
  };
}

type UnlabeledLine = Omit<Line, 'labels'>;

function linesOf(
  groups: Group[],
  told: Told,
  { sort, direction }: Pick<Query, 'sort' | 'direction'>,
): UnlabeledLine[] {
  const lines = groups.map(({ keys, sums }) => ({ keys, figures: figuresOf(sums, told), previous: null }));
  return inOrder(lines, sort, direction);
}

/** Every click, lead and sale has its day, so the days add up to the whole. */
function totalOf(days: Group[]): Sums {
  return days.reduce((total, { sums }) => addSums(total, sums), NOTHING);
}

/** Bars stand beside each other by the first dimension that is not the day. */
function barDimension(by: Dimension[]): Dimension[] {
  return by.filter((name) => name !== 'day').slice(0, 1);
}

async function readParts(scope: Scope, period: Period, query: Query) {
  const { by } = query;
  const facts = await readFacts(scope, period, [...new Set<Dimension>([...by, 'day'])]);
  const read = (names: Dimension[], wanted: WantedGroups) =>
    readGroups(scope, period, { by: names, facts, wanted });
  const main = await read(by, { ...wantedOf(query), limit: query.limit + 1 });
  const days = await read(['day'], EVERY_DAY);
  const barBy = barDimension(by);
  const bars =
    barBy.length > 0 ? await read(barBy, { ...wantedOf(query), limit: MAX_BARS, isAscending: false }) : null;
  return { facts, main, days, bars: bars ?? [] };
}

/** What the shown rows and days were in the time that they are compared with. */
async function readCompared(scope: Scope, period: Period, { by, compare }: Query, rows: UnlabeledLine[]) {
  if (compare === 'none') return null;
  const before = (day: string) => comparedDay(period, compare, day);
  const toKeys = (keys: string[]) => keys.map((key, place) => (by[place] === 'day' ? before(key) : key));
  const then = { since: before(period.since), until: before(period.until) };
  const facts = await readFacts(scope, then, [...new Set<Dimension>([...by, 'day'])]);
  const wanted = { limit: 0, sort: 'counted', keys: rows.map(({ keys }) => toKeys(keys)) } as const;
  const groups = await readGroups(scope, then, { by, facts, wanted: { ...wanted, keys: [...wanted.keys] } });
  const days = await readGroups(scope, then, { by: ['day'], facts, wanted: EVERY_DAY });
  const told = toldOf(scope, by);
  const sums = new Map(groups.map((group) => [JSON.stringify(group.keys), group.sums]));
  const ofDay = new Map(days.map((group) => [group.keys[0], group.sums]));
  return {
    period: then,
    total: figuresOf(totalOf(days), told),
    ofKeys: (keys: string[]) => figuresOf(sums.get(JSON.stringify(toKeys(keys))) ?? NOTHING, told),
    ofDay: (day: string) => figuresOf(ofDay.get(before(day)) ?? NOTHING, told),
  };
}

/** Whose figures, of which days, in which currency. */
export async function openScope(
  actor: Actor,
  query: { since?: string; until?: string; currency?: string },
  only: Filters,
): Promise<{ scope: Scope; period: Period }> {
  const workspace = await findWorkspace(actor.workspaceId);
  if (!workspace) throw notFound('workspace');
  const { timeZone } = workspace;
  const until = query.until ?? dayIn(timeZone, actor.now);
  const since = query.since ?? shiftDay(until, 1 - USUAL_DAYS);
  const given = DIMENSIONS.flatMap((name) => {
    const values: unknown = Reflect.get(query, name);
    if (!Array.isArray(values)) return [];
    return [[name, values.map((value) => (value === UNKNOWN ? '' : String(value)))] as const];
  });
  const where = { ...Object.fromEntries(given), ...only };
  const currency = query.currency ?? workspace.currency;
  const groups = await mapGroups(actor.workspaceId);
  return {
    scope: { workspaceId: actor.workspaceId, timeZone, currency, where, groups, now: actor.now },
    period: { since, until },
  };
}

/** Sorted by what only leads and sales have, groups without any are alike: those with most clicks stand for them. */
function wantedOf({ sort, direction, limit }: Query): WantedGroups {
  const byClicks = sort === 'clicks' ? 'clicks' : 'counted';
  const isOfClicks = sort === 'clicks' || sort === 'uniqueClicks' || sort === 'first';
  return {
    ...{ limit, sort: sort === 'first' ? 'first' : byClicks },
    isAscending: isOfClicks && direction === 'asc',
  };
}
