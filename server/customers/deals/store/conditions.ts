import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../core/actor.ts';
import { dayIn } from '../../../core/calendar.ts';
import { findWorkspace } from '../../../workspace/index.ts';
import { allOf, type Condition, contains, isAnyOf, isAtLeast, isAtMost } from '../../store/conditions.ts';
import { type Reader, reachesDeal } from '../../store/reach.ts';
import { hasTags } from '../../tags/store/tagged.ts';
import type { DealFilters } from '../schema/query.ts';

const SECONDS_PER_DAY = 86_400;

/** Whose deals are read, and when: `today` is the company's. */
export interface DealReader extends Reader {
  at: Date;
  today: string;
  timeZone: string;
}

export async function readerOf({ workspaceId, userId, rows, now }: Actor): Promise<DealReader> {
  const { timeZone = 'UTC' } = (await findWorkspace(workspaceId)) ?? {};
  return { workspaceId, userId, rows, at: now, today: dayIn(timeZone, now), timeZone };
}

/** The deals (d) that there are for this reader: everything that reads deals goes through here. */
export function isReadable(reader: DealReader): Condition {
  return allOf([
    sql`d.workspace_id = ${reader.workspaceId} and d.deleted_at is null`,
    reachesDeal(reader, 'read'),
  ]);
}

/** The deals (d), also deleted ones, that this reader may change. */
export function isChangeable(reader: DealReader): Condition {
  return allOf([sql`d.workspace_id = ${reader.workspaceId}`, reachesDeal(reader, 'edit')]);
}

/** Longer in its stage (s) than that allows. */
export function isStaleDeal(at: Date): Condition {
  return sql`(d.state = 'open' and s.stale_days is not null
    and d.stage_since < ${at}::timestamptz - make_interval(secs => s.stale_days * ${SECONDS_PER_DAY}))`;
}

export function isSlippingDeal(today: string): Condition {
  return sql`(d.state = 'open' and coalesce(d.expected_on < ${today}::date, false))`;
}

export function hasNextStep(): Condition {
  return sql`(d.next_step is not null)`;
}

/** Of a deal (d) with its stage (s) and account (a). */
export function dealCondition(reader: DealReader, filters: DealFilters): Condition {
  return allOf([
    isReadable(reader),
    holdsWords(filters.q),
    hasTags(reader.workspaceId, 'deal', sql`d.id`, filters),
    filters.pipelineId === undefined ? undefined : sql`d.pipeline_id = ${filters.pipelineId}`,
    isAnyOf(sql`d.stage_id`, filters.stageId),
    isAnyOf(sql`d.state`, filters.state),
    isAnyOf(sql`d.owner_id`, filters.ownerId),
    isAnyOf(sql`d.channel`, filters.channel),
    isAnyOf(sql`d.loss_reason_id`, filters.lossReasonId),
    isAnyOf(sql`d.currency`, filters.currency),
    filters.accountId === undefined ? undefined : sql`d.account_id = ${filters.accountId}`,
    takesPart(filters.personId),
    isAtLeast(sql`d.amount_minor`, filters.minAmountMinor),
    isAtMost(sql`d.amount_minor`, filters.maxAmountMinor),
    ...dayConditions(reader, filters),
    is(isStaleDeal(reader.at), filters.isStale),
    is(isSlippingDeal(reader.today), filters.isSlipping),
    is(hasNextStep(), filters.hasNextStep),
    is(sql`(d.registration_id is not null)`, filters.hasRegistration),
    filters.registrationId === undefined ? undefined : sql`d.registration_id = ${filters.registrationId}`,
  ]);
}

function holdsWords(words: string | undefined): Condition | undefined {
  const ofDeal = contains('d', words);
  return ofDeal && sql`(${ofDeal} or ${contains('a', words) ?? sql`false`})`;
}

function takesPart(personId: string | undefined): Condition | undefined {
  if (personId === undefined) return undefined;
  return sql`exists (select from customers.deal_people part where part.workspace_id = d.workspace_id
    and part.person_id = ${personId} and part.deal_id = d.id)`;
}

function dayConditions({ timeZone }: DealReader, filters: DealFilters): (Condition | undefined)[] {
  const { expectedFrom, expectedTo, closedFrom, closedTo } = filters;
  const closedOn = sql`(d.closed_at at time zone ${timeZone})::date`;
  return [
    from(sql`d.expected_on`, expectedFrom),
    until(sql`d.expected_on`, expectedTo),
    from(closedOn, closedFrom),
    until(closedOn, closedTo),
  ];
}

function from(column: RawBuilder<unknown>, day: string | undefined): Condition | undefined {
  return day === undefined ? undefined : sql`${column} >= ${day}::date`;
}

function until(column: RawBuilder<unknown>, day: string | undefined): Condition | undefined {
  return day === undefined ? undefined : sql`${column} <= ${day}::date`;
}

function is(condition: Condition, wanted: boolean | undefined): Condition | undefined {
  return wanted === undefined ? undefined : sql`${condition} = ${wanted}`;
}
