import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import { notFound } from '../../../core/problem.ts';
import type { DealState } from '../kinds.ts';
import type { DealStage, Pipeline } from '../schema/pipeline.ts';

const columns = ['id', 'name', 'isDefault', 'archivedAt', 'updatedAt'] as const;

/** A stage with the pipeline that it is of. */
export interface StageRow extends DealStage {
  pipelineId: string;
  archivedAt: Date | null;
}

/** Default first, then by name; each with its standing stages in their order. */
export async function selectPipelines(workspaceId: string, id?: string): Promise<Pipeline[]> {
  let select = db()
    .selectFrom('customers.pipelines')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy('isDefault', 'desc')
    .orderBy('name')
    .orderBy('id');
  if (id !== undefined) select = select.where('id', '=', id);
  const pipelines = await select.execute();
  const stages = await selectStages(
    workspaceId,
    pipelines.map((pipeline) => pipeline.id),
  );
  return pipelines.map((pipeline) => ({
    ...pipeline,
    stages: stages.filter(({ pipelineId }) => pipelineId === pipeline.id).map(toStage),
  }));
}

function toStage({ pipelineId: _pipeline, archivedAt: _archived, ...stage }: StageRow): DealStage {
  return stage;
}

async function selectStages(workspaceId: string, pipelineIds: string[]): Promise<StageRow[]> {
  const rows = await stagesOf(workspaceId)
    .where('archivedAt', 'is', null)
    .where('pipelineId', '=', (eb) => eb.fn.any(eb.val(pipelineIds)))
    .orderBy(sql`case kind when 'open' then 0 when 'won' then 1 else 2 end`)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows as StageRow[];
}

function stagesOf(workspaceId: string) {
  return db()
    .selectFrom('customers.dealStages')
    .select(['id', 'pipelineId', 'name', 'kind', 'probability', 'staleDays', 'archivedAt'])
    .where('workspaceId', '=', workspaceId);
}

/** The pipeline, and its stages, held against any other change and against deals that come. @throws Problem 404 */
export async function lockPipeline(workspaceId: string, id: string): Promise<Pipeline> {
  await db()
    .selectFrom('customers.pipelines')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    // A new deal's reference to the pipeline does not wait for this; its stage does.
    .forNoKeyUpdate()
    .execute();
  await stagesOf(workspaceId).where('pipelineId', '=', id).orderBy('id').forNoKeyUpdate().execute();
  const [pipeline] = await selectPipelines(workspaceId, id);
  if (!pipeline) throw notFound('pipeline');
  return pipeline;
}

/**
 * The stage as long as the transaction lasts, so that it does not go while a deal comes; null when unknown. One of an
 * archived pipeline counts as archived.
 */
export async function holdStage(workspaceId: string, id: string): Promise<StageRow | null> {
  const { rows } = await sql<StageRow>`
    select s.id, s.pipeline_id, s.name, s.kind, s.probability, s.stale_days,
      coalesce(s.archived_at, p.archived_at) as archived_at
    from customers.deal_stages s
    join customers.pipelines p on p.workspace_id = s.workspace_id and p.id = s.pipeline_id
    where s.workspace_id = ${workspaceId} and s.id = ${id} for share of s`.execute(db());
  return rows[0] ?? null;
}

/** As it is, also when it is archived; null when unknown. */
export async function findStage(workspaceId: string, id: string): Promise<StageRow | null> {
  const row = await stagesOf(workspaceId).where('id', '=', id).executeTakeFirst();
  return (row as StageRow | undefined) ?? null;
}

/** The first open stage of a pipeline, or of the default one; null when there is none. */
export async function holdFirstStage(workspaceId: string, pipelineId?: string): Promise<StageRow | null> {
  // A stage that went while it was waited for is no row: then another one is the first.
  return (
    (await tryFirstStage(workspaceId, pipelineId)) ?? (await tryFirstStage(workspaceId, pipelineId)) ?? null
  );
}

async function tryFirstStage(workspaceId: string, pipelineId?: string): Promise<StageRow | undefined> {
  const { rows } = await sql<StageRow>`
    select s.id, s.pipeline_id, s.name, s.kind, s.probability, s.stale_days, s.archived_at
    from customers.deal_stages s
    join customers.pipelines p on p.workspace_id = s.workspace_id and p.id = s.pipeline_id
    where s.workspace_id = ${workspaceId} and s.kind = 'open' and s.archived_at is null and p.archived_at is null
      and ${pipelineId === undefined ? sql`p.is_default` : sql`p.id = ${pipelineId}`}
    order by s.position, s.id limit 1 for share of s`.execute(db());
  return rows[0];
}

/** Where a pipeline's deals are won or lost. */
export async function getClosingStage(
  workspaceId: string,
  pipelineId: string,
  kind: DealState,
): Promise<StageRow> {
  const row = await stagesOf(workspaceId)
    .where('pipelineId', '=', pipelineId)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return row as StageRow;
}

export async function insertPipeline(
  workspaceId: string,
  { name, isDefault, at }: { name: string; isDefault: boolean; at: Date },
): Promise<string> {
  const id = newId('pip');
  await db()
    .insertInto('customers.pipelines')
    .values({ workspaceId, id, name, isDefault, createdAt: at, updatedAt: at })
    .execute();
  return id;
}

export async function updatePipeline(
  workspaceId: string,
  id: string,
  change: { name?: string; isDefault?: boolean; archivedAt?: Date | null; updatedAt: Date },
): Promise<void> {
  await db()
    .updateTable('customers.pipelines')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** No pipeline is the default one any more; the caller makes another so at once. */
export async function clearDefault(workspaceId: string): Promise<void> {
  await db()
    .updateTable('customers.pipelines')
    .set({ isDefault: false })
    .where('workspaceId', '=', workspaceId)
    .where('isDefault', '=', true)
    .execute();
}

export async function saveStage(
  workspaceId: string,
  pipelineId: string,
  stage: Omit<DealStage, 'id'> & { id?: string | undefined; position: number },
): Promise<string> {
  const { id = newId('dst'), ...columns } = stage;
  await db()
    .insertInto('customers.dealStages')
    .values({ workspaceId, id, pipelineId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'id']).doUpdateSet(columns))
    .execute();
  return id;
}

export async function archiveStages(workspaceId: string, ids: string[], at: Date): Promise<void> {
  await db()
    .updateTable('customers.dealStages')
    .set({ archivedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
}
