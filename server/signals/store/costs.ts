import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { CostKind, Day } from '../schema/inputs.ts';
import type { Fact, FactTable } from './fact-table.ts';

export interface CostRow extends Fact {
  kind: CostKind;
  name: string;
  amountMinor: number;
  currency: string;
  /** The first day of the first month. */
  firstMonth: Day;
  months: number;
}

export const COSTS: FactTable<CostRow> = {
  name: 'signals.cost_entries',
  columns: {
    id: 'text',
    externalId: 'text',
    kind: 'text',
    name: 'text',
    amountMinor: 'bigint',
    currency: 'text',
    firstMonth: 'date',
    months: 'integer',
  },
};

/** The given entries are spent on these accounts from now on, and on no others. */
export async function replaceCostTargets(
  workspaceId: string,
  targets: { costId: string; accountId: string }[],
): Promise<void> {
  const costIds = [...new Set(targets.map(({ costId }) => costId))];
  await sql`delete from signals.cost_targets
    where workspace_id = ${workspaceId} and cost_id = any(${costIds}::text[])`.execute(db());
  await sql`
    insert into signals.cost_targets (workspace_id, cost_id, account_id)
    select ${workspaceId}, told.*
    from jsonb_to_recordset(${JSON.stringify(targets)}::jsonb) as told("costId" text, "accountId" text)
    on conflict do nothing`.execute(db());
}

export interface CostShare extends CostRow {
  /** Null: spent on all paying customers. */
  targetIds: string[] | null;
}

const shareColumns = sql`cost.id, cost.external_id as "externalId", cost.kind, cost.name,
  cost.amount_minor as "amountMinor", cost.currency, cost.first_month as "firstMonth", cost.months,
  (select array_agg(target.account_id) from signals.cost_targets target
   where target.workspace_id = cost.workspace_id and target.cost_id = cost.id) as "targetIds"`;

/** Every entry that has a month within the period, the newest first. */
export async function selectCosts(workspaceId: string, fromMonth: Day, toMonth: Day): Promise<CostShare[]> {
  const { rows } = await sql<CostShare>`
    select ${shareColumns} from signals.cost_entries cost
    where cost.workspace_id = ${workspaceId} and cost.first_month <= ${toMonth}::date
      and cost.first_month + make_interval(months => cost.months) > ${fromMonth}::date
    order by cost.first_month desc, cost.id desc`.execute(db());
  return rows;
}

export async function selectCostByExternalId(workspaceId: string, externalId: string): Promise<CostShare> {
  const { rows } = await sql<CostShare>`
    select ${shareColumns} from signals.cost_entries cost
    where cost.workspace_id = ${workspaceId} and cost.external_id = ${externalId}`.execute(db());
  const [cost] = rows;
  if (!cost) throw new Error(`there is no cost ${externalId}`);
  return cost;
}
