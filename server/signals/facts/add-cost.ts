import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { invalidField } from '../../core/problem.ts';
import { listAccountSummaries } from '../../customers/index.ts';
import { audit } from '../../workspace/index.ts';
import { toEntry } from '../figures/view-costs.ts';
import type { CostEntry, NewCost } from '../schema/views.ts';
import { selectCostByExternalId } from '../store/costs.ts';
import { recordCosts } from './record-costs.ts';

/** Adds one retention cost by hand. */
export async function addCost(actor: Actor, cost: NewCost): Promise<CostEntry> {
  authorize(actor, 'signals.write');
  return inTransaction(async () => {
    const known = await listAccountSummaries(actor.workspaceId, cost.accountIds ?? []);
    if (known.length < new Set(cost.accountIds).size) {
      throw invalidField('accountIds', 'names an account that is not there');
    }
    const externalId = newId('man');
    const firstMonth = `${cost.firstMonth}-01`;
    await recordCosts(actor.workspaceId, [{ ...cost, firstMonth, externalId }]);
    const entry = toEntry(await selectCostByExternalId(actor.workspaceId, externalId));
    await audit(actor, { action: 'cost.added', objectType: 'cost', objectId: entry.id, after: entry });
    return entry;
  });
}
