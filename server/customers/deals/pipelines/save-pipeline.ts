import { type Actor, authorize } from '../../../core/actor.ts';
import { inTransaction } from '../../../core/db.ts';
import { conflict, invalidField } from '../../../core/problem.ts';
import { words } from '../../../core/words.ts';
import { audit } from '../../../workspace/index.ts';
import { refuseStale } from '../../differences.ts';
import { enterStage } from '../enter-stage.ts';
import { stagesThatGo } from '../rules.ts';
import type { DealStage, NewPipeline, Pipeline, PipelineChange } from '../schema/pipeline.ts';
import { lockDealsIn } from '../store/deals.ts';
import {
  archiveStages,
  clearDefault,
  findStage,
  insertPipeline,
  lockPipeline,
  saveStage,
  updatePipeline,
} from '../store/pipelines.ts';

/** Makes a pipeline with its stages. */
export async function createPipeline(actor: Actor, wanted: NewPipeline): Promise<Pipeline> {
  authorize(actor, 'pipelines.write');
  const { workspaceId, now: at, locale } = actor;
  return inTransaction(async () => {
    if (wanted.isDefault) await clearDefault(workspaceId);
    const { name, isDefault } = wanted;
    const id = await insertPipeline(workspaceId, { name, isDefault, at });
    await saveOpenStages(workspaceId, id, wanted);
    const closing = { staleDays: null, position: 0 };
    const wonName = wanted.wonName ?? words(locale, 'deals:seed.stage.won');
    const lostName = wanted.lostName ?? words(locale, 'deals:seed.stage.lost');
    await saveStage(workspaceId, id, { ...closing, name: wonName, kind: 'won', probability: 100 });
    await saveStage(workspaceId, id, { ...closing, name: lostName, kind: 'lost', probability: 0 });
    await audit(actor, { action: 'pipeline.created', objectType: 'pipeline', objectId: id, after: wanted });
    return lockPipeline(workspaceId, id);
  });
}

async function saveOpenStages(
  workspaceId: string,
  pipelineId: string,
  { stages }: Pick<NewPipeline, 'stages'>,
): Promise<void> {
  for (const [position, stage] of stages.entries())
    await saveStage(workspaceId, pipelineId, { ...stage, kind: 'open', position });
}

/**
 * Makes a pipeline what it is to be: names, order, chances. Deals of a stage that goes move where `moves` says, each
 * with its time in the history.
 * @throws Problem 404; 409 `changed_meanwhile`, `stage_has_deals`, `default_pipeline`; 422 for a stage that is not of
 * this pipeline.
 */
export async function changePipeline(actor: Actor, id: string, wanted: PipelineChange): Promise<Pipeline> {
  authorize(actor, 'pipelines.write');
  const { workspaceId, now: at } = actor;
  return inTransaction(async () => {
    const before = await lockPipeline(workspaceId, id);
    refuseStale(before.updatedAt, wanted.readAt);
    if (before.archivedAt) throw conflict('pipeline_archived', 'This pipeline is archived.');
    if (before.isDefault && !wanted.isDefault)
      throw conflict('default_pipeline', 'Make another pipeline the default one instead.');
    const open = before.stages.filter(({ kind }) => kind === 'open');
    const { gone, unknown } = stagesThatGo(open, wanted.stages);
    if (unknown.length > 0) throw invalidField('stages', 'names a stage that is not of this pipeline');
    await emptyStages(actor, gone, wanted);
    if (wanted.isDefault && !before.isDefault) await clearDefault(workspaceId);
    const { name, isDefault } = wanted;
    await updatePipeline(workspaceId, id, { name, isDefault, updatedAt: at });
    await saveOpenStages(workspaceId, id, wanted);
    await renameClosing(workspaceId, id, before.stages, wanted);
    await archiveStages(workspaceId, gone, at);
    const after = await lockPipeline(workspaceId, id);
    await audit(actor, { action: 'pipeline.changed', objectType: 'pipeline', objectId: id, before, after });
    return after;
  });
}

/** @throws Problem 409 when nobody said where a stage's deals are to be; 422 when they cannot be there */
async function emptyStages(actor: Actor, gone: string[], { moves, stages }: PipelineChange): Promise<void> {
  const { workspaceId } = actor;
  const kept = new Set(stages.flatMap(({ id }) => id ?? []));
  for (const stageId of gone) {
    const deals = await lockDealsIn(workspaceId, [stageId]);
    if (deals.length === 0) continue;
    const toStageId = moves.find((move) => move.stageId === stageId)?.toStageId;
    if (toStageId === undefined)
      throw conflict('stage_has_deals', 'Say where the deals of a stage that goes are to be.');
    const target = kept.has(toStageId) ? await findStage(workspaceId, toStageId) : null;
    if (!target) throw invalidField('moves', 'names a stage that does not stay in this pipeline');
    for (const deal of deals)
      await enterStage(actor, deal, target, {
        ...{ event: 'stage_changed', action: 'deal.moved', code: 'deals:timeline.moved' },
      });
  }
}

async function renameClosing(
  workspaceId: string,
  pipelineId: string,
  stages: DealStage[],
  { wonName, lostName }: Pick<PipelineChange, 'wonName' | 'lostName'>,
): Promise<void> {
  const names = { won: wonName, lost: lostName, open: undefined };
  for (const stage of stages) {
    const name = names[stage.kind];
    if (name) await saveStage(workspaceId, pipelineId, { ...stage, name, position: 0 });
  }
}
