import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { allOf, type Condition } from '../../store/conditions.ts';
import type { ForecastCell } from '../forecast/rules.ts';
import type { StageConversion } from '../forecast/schema.ts';
import type { DealFilters, DealSum } from '../schema/query.ts';
import {
  type DealReader,
  dealCondition,
  hasNextStep,
  isReadable,
  isSlippingDeal,
  isStaleDeal,
} from './conditions.ts';
import { weightedSum } from './list-deals.ts';

const FROM = sql`customers.deals d
  join customers.deal_stages s on s.workspace_id = d.workspace_id and s.id = d.stage_id
  left join customers.accounts a on a.workspace_id = d.workspace_id and a.id = d.account_id`;

/** Open deals by the month that they are expected in, and those won since `firstDay` by that of their win. */
export async function sumForecast(
  reader: DealReader,
  filters: DealFilters,
  firstDay: string,
): Promise<ForecastCell[]> {
  const wonOn = sql`(d.closed_at at time zone ${reader.timeZone})::date`;
  const { rows } = await sql<ForecastCell>`
    select to_char(case d.state when 'open' then d.expected_on else ${wonOn} end, 'YYYY-MM') as month,
      d.owner_id, d.currency,
      count(*) filter (where d.state = 'open')::int as open_count,
      coalesce(sum(d.amount_minor) filter (where d.state = 'open'), 0)::bigint as open_minor,
      case d.state when 'open' then ${weightedSum()} else 0 end as weighted_minor,
      count(*) filter (where d.state = 'won')::int as won_count,
      coalesce(sum(d.amount_minor) filter (where d.state = 'won'), 0)::bigint as won_minor
    from ${FROM}
    where ${dealCondition(reader, filters)}
      and (d.state = 'open' or d.state = 'won' and ${wonOn} >= ${firstDay}::date)
    group by d.state, 1, d.owner_id, d.currency`.execute(db());
  return rows;
}

/** What of the open deals needs a look, each currency by itself. */
export async function sumLooks(reader: DealReader, filters: DealFilters) {
  return {
    slipping: await sumOpen(reader, filters, isSlippingDeal(reader.today)),
    stale: await sumOpen(reader, filters, isStaleDeal(reader.at)),
    noNextStep: await sumOpen(reader, filters, sql`not ${hasNextStep()}`),
  };
}

async function sumOpen(reader: DealReader, filters: DealFilters, condition: Condition): Promise<DealSum[]> {
  const { rows } = await sql<DealSum>`
    select d.currency, count(*)::int as count, coalesce(sum(d.amount_minor), 0)::bigint as amount_minor,
      ${weightedSum()} as weighted_minor
    from ${FROM}
    where ${allOf([dealCondition(reader, filters), sql<boolean>`d.state = 'open'`, condition])}
    group by d.currency order by amount_minor desc, d.currency`.execute(db());
  return rows;
}

/** How deals went through a pipeline's standing stages, from their history. */
export async function selectConversion(reader: DealReader, pipelineId: string): Promise<StageConversion[]> {
  const { rows } = await sql<StageConversion>`
    with steps as (
      select m.deal_id, m.from_stage_id, m.to_stage_id, m.stayed_ms
      from customers.deal_moves m
      join customers.deals d on d.workspace_id = m.workspace_id and d.id = m.deal_id
      where m.workspace_id = ${reader.workspaceId} and ${isReadable(reader)})
    select s.id as stage_id, s.name,
      (select count(distinct deal_id) from steps where to_stage_id = s.id)::int as entered_count,
      (select count(distinct deal_id) from steps join customers.deal_stages t
        on t.workspace_id = s.workspace_id and t.id = steps.to_stage_id
        where from_stage_id = s.id and (t.kind = 'won' or t.kind = 'open' and t.position > s.position))::int
        as went_on_count,
      (select count(distinct deal_id) from steps join customers.deal_stages t
        on t.workspace_id = s.workspace_id and t.id = steps.to_stage_id
        where from_stage_id = s.id and t.kind = 'lost')::int as lost_count,
      (select percentile_cont(0.5) within group (order by stayed_ms) from steps where from_stage_id = s.id)
        as median_stay_ms
    from customers.deal_stages s
    where s.workspace_id = ${reader.workspaceId} and s.pipeline_id = ${pipelineId} and s.kind = 'open'
      and s.archived_at is null
    order by s.position, s.id`.execute(db());
  return rows;
}
