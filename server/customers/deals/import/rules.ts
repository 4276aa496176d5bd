import { searchKey } from '../../rules.ts';
import type { DealState } from '../kinds.ts';
import type { DealStage, Pipeline } from '../schema/pipeline.ts';

/** How other systems call the stages of closed deals; HubSpot's and Salesforce's among them. */
const CLOSED_WORDS: Record<Exclude<DealState, 'open'>, readonly string[]> = {
  won: ['won', 'closed won', 'closedwon', 'closed - won', 'closed (won)'],
  lost: ['lost', 'closed lost', 'closedlost', 'closed - lost', 'closed (lost)'],
};

/**
 * The stage that a file means: by its name in the named pipeline, or in the default one, which is the first. A status of
 * won or lost says more than the stage, which in Pipedrive stays the one where the deal stood last.
 * @returns null when there is none
 */
export function findStageByName(
  pipelines: readonly Pipeline[],
  wanted: { pipeline?: string | undefined; stage: string; status?: DealState | undefined },
): { pipelineId: string; stage: DealStage } | null {
  const standing = pipelines.filter(({ archivedAt }) => archivedAt === null);
  const named = wanted.pipeline === undefined ? undefined : searchKey(wanted.pipeline);
  const pipeline = standing.find(({ name }) => searchKey(name) === named) ?? standing[0];
  const key = searchKey(wanted.stage);
  const { status = 'open' } = wanted;
  const stage =
    (status === 'open' ? undefined : pipeline?.stages.find(({ kind }) => kind === status)) ??
    pipeline?.stages.find(({ name }) => searchKey(name) === key) ??
    pipeline?.stages.find(({ kind }) => kind !== 'open' && CLOSED_WORDS[kind].includes(key));
  return pipeline && stage ? { pipelineId: pipeline.id, stage } : null;
}
