import type { DomainEvent } from '../../../core/events.ts';
import { words } from '../../../core/words.ts';
import { findWorkspace } from '../../../workspace/index.ts';
import { replaceLossReasons, selectLossReasons } from '../store/loss-reasons.ts';
import { insertPipeline, saveStage, selectPipelines } from '../store/pipelines.ts';

const STAGES = [
  { key: 'qualification', kind: 'open', probability: 10, staleDays: 14 },
  { key: 'needs', kind: 'open', probability: 25, staleDays: 14 },
  { key: 'proposal', kind: 'open', probability: 50, staleDays: 21 },
  { key: 'negotiation', kind: 'open', probability: 75, staleDays: 21 },
  { key: 'won', kind: 'won', probability: 100, staleDays: null },
  { key: 'lost', kind: 'lost', probability: 0, staleDays: null },
] as const;
const REASONS = ['price', 'competitor', 'budget', 'missing', 'timing', 'silence', 'other'] as const;

/** `workspace.created` → a pipeline and reasons for losses to begin with, in the company's language. */
export async function seedPipelines(events: DomainEvent<{ workspaceId: string }>[]): Promise<void> {
  for (const { workspaceId } of events) await seedPipeline(workspaceId, new Date());
}

async function seedPipeline(workspaceId: string, at: Date): Promise<void> {
  const locale = (await findWorkspace(workspaceId))?.locale ?? 'en';
  if ((await selectPipelines(workspaceId)).length === 0) {
    const name = words(locale, 'deals:seed.pipeline');
    const pipelineId = await insertPipeline(workspaceId, { name, isDefault: true, at });
    for (const [position, { key, ...stage }] of STAGES.entries())
      await saveStage(workspaceId, pipelineId, {
        ...stage,
        position,
        name: words(locale, `deals:seed.stage.${key}`),
      });
  }
  if ((await selectLossReasons(workspaceId)).length > 0) return;
  const reasons = REASONS.map((key) => ({ name: words(locale, `deals:seed.reason.${key}`) }));
  await replaceLossReasons(workspaceId, reasons, at);
}
