import { rowsAfter, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { RunFilters } from '../schema.ts';
import { nextRuns } from '../store/runs.ts';
import { withAccountNames } from './read-runs.ts';

const ROWS_PER_READ = 1_000;

/** Every run that matches the filters, in the order in which they began. */
export function defineRunExport(): void {
  defineExport({
    name: 'playbook-runs',
    permission: 'playbooks.read',
    tag: 'Playbooks',
    query: RunFilters,
    async read(actor, filters) {
      const { workspaceId } = actor;
      return tableOf(
        {
          id: (run) => run.id,
          playbook: (run) => run.playbookName,
          version: (run) => run.version,
          account_id: (run) => run.accountId,
          account: (run) => run.accountName,
          origin: (run) => run.origin,
          is_held_out: (run) => run.isHeldOut,
          state: (run) => run.state,
          started_at: (run) => run.startedAt,
          started_by: (run) => run.startedByName,
          ended_at: (run) => run.endedAt,
          ended_by: (run) => run.endedByName,
          reason: (run) => run.endNote,
          steps: (run) => run.stepCount,
          ended_steps: (run) => run.endedStepCount,
          health_at_start: (run) => run.startFacts.healthScore,
          health_at_end: (run) => run.endFacts?.healthScore,
          stage_at_start: (run) => run.startFacts.stage,
          stage_at_end: (run) => run.endFacts?.stage,
        },
        rowsAfter(async (afterId) =>
          withAccountNames(workspaceId, await nextRuns(actor, filters, { afterId, limit: ROWS_PER_READ })),
        ),
      );
    },
  });
}
