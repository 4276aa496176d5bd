import { decideOnAffiliate, listAffiliates } from '../affiliates/index.ts';
import { isAnyAwardPaid, sumCommissions, takeBackAward } from '../commissions/index.ts';
import { type Actor, authorize } from '../core/actor.ts';
import type { Config } from '../core/config.ts';
import { inTransaction } from '../core/db.ts';
import { conflict, notFound } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { findImport } from '../customers/index.ts';
import { forgetTakenOver, removeLink } from '../tracking/index.ts';
import { audit } from '../workspace/index.ts';
import { deleteItems, listItems, lockTakeover, markUndone } from './store.ts';

const IN_WORK = ['checking', 'queued', 'running'];

/**
 * Takes a whole take-over back, where nothing has been paid since: open commissions are taken back, customers are decided anew without it, links go, or
 * are archived when they were clicked, and the affiliates that it made are suspended. Who was here before stays.
 * @throws Problem 404; 409 `takeover_undone`, `import_begun` while the import runs, `takeover_paid`.
 */
export async function undoTakeover(actor: Actor, config: Config, id: string): Promise<void> {
  authorize(actor, 'affiliates.approve');
  const { workspaceId } = actor;
  await inTransaction(async () => {
    const takeover = await lockTakeover(workspaceId, id);
    if (!takeover) throw notFound('takeover');
    if (takeover.undoneAt) throw conflict('takeover_undone', 'This take-over is undone already.');
    const run = await findImport(workspaceId, takeover.importId);
    if (run && IN_WORK.includes(run.state))
      throw conflict('import_begun', 'The import is being worked on. Stop it first.');
    const items = (await listItems(workspaceId, id)).filter(({ isMade }) => isMade);
    const idsOf = (kind: string) => items.flatMap((item) => (item.kind === kind ? item.objectId : []));
    await refusePaid(workspaceId, idsOf('affiliate'), idsOf('commission'));
    for (const sourceKey of idsOf('commission'))
      await takeBackAward(
        workspaceId,
        { kind: 'custom', sourceKey },
        { source: `undo:${id}`, partMinor: null, at: actor.now },
      );
    await forgetTakenOver(workspaceId, idsOf('customer'));
    for (const linkId of idsOf('link')) await removeLink(actor, linkId);
    await suspendAll(actor, config, idsOf('affiliate'));
    await deleteItems(workspaceId, id);
    await markUndone(workspaceId, id, { undoneAt: actor.now, undoneByName: actor.name });
    await audit(actor, { action: 'takeover.undone', objectType: 'takeover', objectId: id });
  });
}

async function refusePaid(workspaceId: string, affiliateIds: string[], awardKeys: string[]): Promise<void> {
  const sums = await sumCommissions(workspaceId, affiliateIds);
  if (sums.some(({ paidMinor }) => paidMinor > 0) || (await isAnyAwardPaid(workspaceId, 'custom', awardKeys)))
    throw conflict('takeover_paid', 'Some of these affiliates have been paid since.');
}

async function suspendAll(actor: Actor, config: Config, affiliateIds: string[]): Promise<void> {
  const reason = words('en', 'takeovers:undoneReason');
  for (const { id: affiliateId, status } of await listAffiliates(actor.workspaceId, affiliateIds)) {
    if (status === 'active')
      await decideOnAffiliate(actor, config, { affiliateId, decision: 'suspend', reason });
    if (status === 'pending')
      await decideOnAffiliate(actor, config, { affiliateId, decision: 'decline', reason });
  }
}
