import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { listAccountSummaries } from '../../customers/index.ts';
import { wilsonInterval } from '../../signals/index.ts';
import { differenceOf } from '../rules.ts';
import type { ResultGroup, Results } from '../schema.ts';
import { findPlaybook } from '../store/playbooks.ts';
import { selectFormerCustomers, selectResults, selectStepResults } from '../store/results.ts';

const NOTHING = {
  ...{ started: 0, running: 0, succeeded: 0, exited: 0, expired: 0, stopped: 0 },
  ...{ medianDays: null, mrr: [] },
};

/**
 * What came of a playbook: for those for whom something was done, for those that were only watched, and how much of the
 * difference may be chance. A run that somebody stopped says nothing of either.
 * @throws Problem 404
 */
export async function readResults(actor: Actor, playbookId: string): Promise<Results> {
  authorize(actor, 'playbooks.read');
  const { workspaceId } = actor;
  const playbook = await findPlaybook(workspaceId, playbookId);
  if (!playbook) throw notFound('playbook');
  const groups = await selectResults(workspaceId, playbookId);
  const customers = await countStillCustomers(workspaceId, playbookId);
  const groupOf = (isHeldOut: boolean): ResultGroup => {
    const counted = groups.find((group) => group.isHeldOut === isHeldOut) ?? NOTHING;
    const { isHeldOut: _isHeldOut, ...counts } = { isHeldOut, ...counted };
    const { succeeded, exited, expired } = counts;
    const decided = succeeded + exited + expired;
    return {
      ...counts,
      successShare: decided > 0 ? succeeded / decided : null,
      interval: wilsonInterval(succeeded, decided),
      stillCustomers: customers[isHeldOut ? 'heldOut' : 'treated'],
    };
  };
  const treated = groupOf(false);
  const heldOut = groups.some((group) => group.isHeldOut) ? groupOf(true) : null;
  const stepped = await selectStepResults(workspaceId, { playbookId, version: playbook.version });
  return {
    ...{ treated, heldOut, difference: heldOut && compare(treated, heldOut) },
    steps: playbook.definition.steps.map(({ title }, place) => ({
      ...{ waiting: 0, open: 0, done: 0, skipped: 0, medianHours: null },
      ...stepped.find((step) => step.place === place),
      ...{ place, title },
    })),
  };
}

function compare(treated: ResultGroup, heldOut: ResultGroup): Results['difference'] {
  const shareOf = ({ succeeded, exited, expired, interval }: ResultGroup) =>
    interval && { hits: succeeded, count: succeeded + exited + expired, interval };
  const [one, other] = [shareOf(treated), shareOf(heldOut)];
  return one && other && differenceOf(one, other);
}

async function countStillCustomers(workspaceId: string, playbookId: string) {
  const former = await selectFormerCustomers(workspaceId, playbookId);
  const ids = [...new Set(former.map(({ accountId }) => accountId))];
  const accounts = ids.length > 0 ? await listAccountSummaries(workspaceId, ids) : [];
  const staying = new Set(accounts.filter(({ stage }) => stage === 'customer').map(({ id }) => id));
  const count = (isHeldOut: boolean) => {
    const own = former.filter((row) => row.isHeldOut === isHeldOut);
    return { count: own.filter(({ accountId }) => staying.has(accountId)).length, of: own.length };
  };
  return { treated: count(false), heldOut: count(true) };
}
