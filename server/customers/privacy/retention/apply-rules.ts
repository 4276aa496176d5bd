import { subMonths } from 'date-fns/subMonths';
import { systemActor } from '../../../core/actor.ts';
import { now } from '../../../core/clock.ts';
import { inTransaction } from '../../../core/db.ts';
import { audit, listWorkspaces } from '../../../workspace/index.ts';
import { KINDS } from './kinds.ts';
import { noteRun, selectRules } from './store.ts';

/** Every night, in every workspace: forgets what its rules say. A run that ends in between goes on the next night. */
export async function applyRetentionRules(): Promise<void> {
  for (const { id } of await listWorkspaces()) await applyRulesOf(id);
}

async function applyRulesOf(workspaceId: string): Promise<void> {
  const at = now();
  for (const { kind, months } of await selectRules(workspaceId)) {
    const count = await KINDS[kind].forget(workspaceId, subMonths(at, months));
    await inTransaction(async () => {
      await noteRun(workspaceId, kind, { lastRunAt: at, lastCount: count });
      if (count > 0)
        await audit(systemActor(workspaceId, 'Retention rule'), {
          ...{ action: 'retention_rule.applied', objectType: 'retention_rule', objectId: kind },
          after: { months, count },
        });
    });
  }
}
