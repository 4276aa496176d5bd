import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { FieldSort, FieldValues } from '../fields/schema.ts';
import { askFields, sortedKey, sortOfField } from '../fields/store/field-conditions.ts';
import type { HealthBand, Stage } from '../rules.ts';
import type { Account, AccountFilters, AccountSort } from '../schema/account.ts';
import { hasTags, tagsOf } from '../tags/store/tagged.ts';
import {
  allOf,
  type Condition,
  contains,
  findFewContaining,
  isAnyOf,
  isAtLeast,
  isAtMost,
} from './conditions.ts';
import { feels } from './feelings.ts';
import { type Reader, reachesAccount } from './reach.ts';
import { type PageRequest, readPage, type Sort } from './read-page.ts';

/** An account without the name of its owner, which the workspace room knows. */
export type StoredAccount = Omit<Account, 'ownerName'>;

/** The columns of `accounts` (a) and `account_figures` (f), each figure's column named by its `kind`. */
const SORTS: Record<Exclude<AccountSort, FieldSort>, Sort> = {
  name: ofAccount('name_key', 'text'),
  createdAt: ofAccount('created_at', 'time'),
  signedUpAt: ofAccount('signed_up_at', 'time'),
  seats: ofAccount('seats', 'number'),
  mrrMinor: ofFigures('mrr_minor', 'number'),
  healthScore: ofFigures('health_score', 'number'),
  ltvMinor: ofFigures('ltv_minor', 'number'),
  churnRisk: ofFigures('churn_risk', 'number'),
  npsScore: ofFigures('nps_score', 'number'),
  csatAverage: ofFigures('csat_average', 'number'),
  openTickets: ofFigures('open_tickets', 'number'),
  lastActiveAt: ofFigures('last_active_at', 'time'),
  usageTrend: ofFigures('usage_trend', 'number'),
  referralCount: ofFigures('referral_count', 'number'),
  advocacyScore: ofFigures('advocacy_score', 'number'),
};

export async function pageOfAccounts(
  workspaceId: string,
  filters: AccountFilters,
  sort: AccountSort,
  page: PageRequest & { reader: Reader; at: Date },
): Promise<{ data: StoredAccount[]; nextCursor: string | null }> {
  const few = await findFewContaining(workspaceId, 'accounts', filters.q);
  const holdsWords = few ? isAnyOf(sql`a.id`, few) : contains('a', filters.q);
  const asked = await askFields(workspaceId, 'account', 'a', filters.field);
  const order = await sortOf(workspaceId, sort);
  const isShort = few !== null || asked.isShort;
  const { rows, nextCursor } = await readPage(order, { ...page, isShort }, (scan) =>
    selectAccounts(workspaceId, sortedKey(sort))
      .select(sql<string | number | Date | null>`${order.column}`.as('sortValue'))
      .where(
        allOf([
          ...[holdsWords, conditionOf(filters), feels(filters.feeling, page.at), asked.condition],
          hasTags(workspaceId, 'account', sql`a.id`, filters),
          reachesAccount(page.reader, sql`a.id`),
        ]),
      )
      .where(scan.where)
      .orderBy(scan.orderBy)
      .limit(scan.limit)
      .execute(),
  );
  return { data: rows.map(toAccount), nextCursor };
}

/** For exports: the matching accounts in the order of their ids, from after `afterId`. */
export async function nextAccounts(
  workspaceId: string,
  filters: AccountFilters,
  { reader, at, afterId, limit }: { reader: Reader; at: Date; afterId: string; limit: number },
): Promise<StoredAccount[]> {
  const asked = await askFields(workspaceId, 'account', 'a', filters.field);
  const rows = await selectAccounts(workspaceId)
    .where(
      allOf([
        contains('a', filters.q),
        conditionOf(filters),
        feels(filters.feeling, at),
        asked.condition,
        hasTags(workspaceId, 'account', sql`a.id`, filters),
        reachesAccount(reader, sql`a.id`),
      ]),
    )
    .where('a.id', '>', afterId)
    .orderBy('a.id')
    .limit(limit)
    .execute();
  return rows.map(toAccount);
}

/** The account with its attributes and how many people it has, or null. */
export async function findAccount(workspaceId: string, id: string, reader: Reader) {
  const row = await selectAccounts(workspaceId)
    .select('a.attributes')
    .select((eb) =>
      eb
        .selectFrom('customers.stakeholders as s')
        .whereRef('s.workspaceId', '=', 'a.workspaceId')
        .whereRef('s.accountId', '=', 'a.id')
        .select(eb.fn.countAll<number>().as('count'))
        .as('peopleCount'),
    )
    .where('a.id', '=', id)
    .where(allOf([reachesAccount(reader, sql`a.id`)]))
    .executeTakeFirst();
  if (!row) return null;
  const attributes = row.attributes as Record<string, unknown>;
  return { ...toAccount(row), attributes, peopleCount: row.peopleCount ?? 0 };
}

async function sortOf(workspaceId: string, sort: AccountSort): Promise<Sort> {
  return isOfField(sort) ? sortOfField(workspaceId, 'account', 'a', sort) : SORTS[sort];
}

function isOfField(sort: AccountSort): sort is FieldSort {
  return sortedKey(sort) !== null;
}

/** The field's values join as `v`; without a key the planner leaves them out. */
function selectAccounts(workspaceId: string, fieldKey: string | null = null) {
  return db()
    .selectFrom('customers.accounts as a')
    .innerJoin('customers.accountFigures as f', (join) =>
      join.onRef('f.workspaceId', '=', 'a.workspaceId').onRef('f.accountId', '=', 'a.id'),
    )
    .select([
      'a.id',
      'a.externalId',
      'a.name',
      'a.domain',
      'a.industry',
      'a.country',
      'a.planTier',
      'a.seats',
    ])
    .select(['a.channel', 'a.stage', 'a.stageReason', 'a.stageChangedAt', 'a.ownerId', 'a.signedUpAt'])
    .leftJoin('customers.fieldValues as v', (join) =>
      join
        .onRef('v.workspaceId', '=', 'a.workspaceId')
        .onRef('v.recordId', '=', 'a.id')
        .on('v.object', '=', 'account')
        .on('v.fieldKey', '=', fieldKey ?? '')
        .on('v.place', '=', 1),
    )
    .select(['a.onboardedAt', 'a.fields', tagsOf('account', sql`a.workspace_id`, sql`a.id`).as('tags')])
    .select(['a.createdAt', 'a.updatedAt', 'f.mrrMinor', 'f.currency', 'f.healthScore', 'f.healthBand'])
    .select(['f.ltvMinor', 'f.churnRisk', 'f.npsScore', 'f.csatAverage', 'f.openTickets', 'f.lastActiveAt'])
    .select(['f.usageTrend', 'f.referralCount', 'f.advocacyScore', 'f.affiliateId'])
    .where('a.workspaceId', '=', workspaceId)
    .where('f.workspaceId', '=', workspaceId);
}

type AccountColumns = Awaited<ReturnType<ReturnType<typeof selectAccounts>['execute']>>[number];

function toAccount(row: AccountColumns): StoredAccount {
  return {
    id: row.id,
    externalId: row.externalId,
    name: row.name,
    domain: row.domain,
    industry: row.industry,
    country: row.country,
    planTier: row.planTier,
    seats: row.seats,
    channel: row.channel,
    stage: row.stage as Stage,
    stageReason: row.stageReason,
    stageChangedAt: row.stageChangedAt,
    ownerId: row.ownerId,
    signedUpAt: row.signedUpAt,
    onboardedAt: row.onboardedAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    figures: {
      mrrMinor: row.mrrMinor,
      currency: row.currency,
      healthScore: row.healthScore,
      healthBand: row.healthBand as HealthBand,
      ltvMinor: row.ltvMinor,
      churnRisk: row.churnRisk,
      npsScore: row.npsScore,
      csatAverage: row.csatAverage,
      openTickets: row.openTickets,
      lastActiveAt: row.lastActiveAt,
      usageTrend: row.usageTrend,
      referralCount: row.referralCount,
      advocacyScore: row.advocacyScore,
      affiliateId: row.affiliateId,
    },
    fields: row.fields as FieldValues,
    tags: row.tags,
  };
}

/** Of all filters but the words, the feeling and the fields; the table aliases are a and f. */
export function conditionOf(filters: AccountFilters): Condition {
  return allOf([
    isAnyOf(sql`a.stage`, filters.stage),
    isAnyOf(sql`a.channel`, filters.channel),
    isAnyOf(sql`a.owner_id`, filters.ownerId),
    isAnyOf(sql`a.industry`, filters.industry),
    isAnyOf(sql`a.country`, filters.country),
    isAnyOf(sql`a.plan_tier`, filters.planTier),
    isAnyOf(sql`f.health_band`, filters.healthBand),
    filters.isAffiliate === undefined
      ? undefined
      : sql`(f.affiliate_id is not null) = ${filters.isAffiliate}`,
    isAtLeast(sql`f.mrr_minor`, filters.minMrrMinor),
    isAtMost(sql`f.mrr_minor`, filters.maxMrrMinor),
    isAtLeast(sql`f.health_score`, filters.minHealthScore),
    isAtMost(sql`f.health_score`, filters.maxHealthScore),
    isAtLeast(sql`f.churn_risk`, filters.minChurnRisk),
    isAtMost(sql`f.churn_risk`, filters.maxChurnRisk),
    isAtLeast(sql`f.advocacy_score`, filters.minAdvocacyScore),
    isAtLeast(sql`f.open_tickets`, filters.minOpenTickets),
    isAtLeast(sql`f.usage_trend`, filters.minUsageTrend),
    isAtMost(sql`f.usage_trend`, filters.maxUsageTrend),
    isAtLeast(sql`f.active_users::double precision / nullif(a.seats, 0)`, filters.minSeatShare),
    filters.isOnboarded === undefined
      ? undefined
      : sql`(a.onboarded_at is not null) = ${filters.isOnboarded}`,
    renewsBetween(filters),
    isAtLeast(lastBoughtAt, filters.boughtAfter),
    isAtMost(lastBoughtAt, filters.boughtBefore),
    isAtLeast(sql`a.signed_up_at`, filters.signedUpAfter),
    isAtMost(sql`a.signed_up_at`, filters.signedUpBefore),
    isAtMost(sql`f.last_active_at`, filters.lastActiveBefore),
  ]);
}

/** When a deal of theirs was won last, or they first paid; a day counts from its beginning. */
const lastBoughtAt = sql`greatest(
  (select max(d.closed_at) from customers.deals d where d.workspace_id = a.workspace_id and d.account_id = a.id
    and d.state = 'won' and d.deleted_at is null),
  f.first_paid_on::timestamp at time zone 'UTC')`;

function renewsBetween({ renewsFrom, renewsTo }: AccountFilters): Condition | undefined {
  if (!renewsFrom && !renewsTo) return undefined;
  return sql`f.renews_on between coalesce(${renewsFrom ?? null}::date, '-infinity')
    and coalesce(${renewsTo ?? null}::date, 'infinity')`;
}

function ofAccount(column: string, kind: Sort['kind']): Sort {
  return { column: sql.raw(`a.${column}`), id: sql.raw('a.id'), kind };
}

function ofFigures(column: string, kind: Sort['kind']): Sort {
  return { column: sql.raw(`f.${column}`), id: sql.raw('f.account_id'), kind };
}
