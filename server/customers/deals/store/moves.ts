import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import type { DealMove } from '../schema/deal.ts';

export interface LastMove {
  id: string;
  fromStageId: string | null;
  toStageId: string;
  at: Date;
  stayedMs: number | null;
  byId: string;
}

export async function insertMove(
  workspaceId: string,
  move: Omit<LastMove, 'id'> & { dealId: string; byName: string },
): Promise<string> {
  const id = newId('dmv');
  await db()
    .insertInto('customers.dealMoves')
    .values({ workspaceId, id, ...move })
    .execute();
  return id;
}

/** How the deal came to where it is. */
export async function findLastMove(workspaceId: string, dealId: string): Promise<LastMove | null> {
  const row = await db()
    .selectFrom('customers.dealMoves')
    .select(['id', 'fromStageId', 'toStageId', 'at', 'stayedMs', 'byId'])
    .where('workspaceId', '=', workspaceId)
    .where('dealId', '=', dealId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

export async function deleteMove(workspaceId: string, id: string): Promise<void> {
  await db()
    .deleteFrom('customers.dealMoves')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Newest first, with the names of stages, also of those that are gone. */
export async function selectMoves(workspaceId: string, dealId: string): Promise<DealMove[]> {
  const { rows } = await sql<DealMove>`
    select m.id, m.from_stage_id, f.name as from_stage, m.to_stage_id, t.name as to_stage, m.at, m.stayed_ms, m.by_name
    from customers.deal_moves m
    left join customers.deal_stages f on f.workspace_id = m.workspace_id and f.id = m.from_stage_id
    join customers.deal_stages t on t.workspace_id = m.workspace_id and t.id = m.to_stage_id
    where m.workspace_id = ${workspaceId} and m.deal_id = ${dealId}
    order by m.at desc, m.id desc`.execute(db());
  return rows;
}
