import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { listAccountSummaries } from '../../customers/index.ts';
import { audit } from '../../workspace/index.ts';
import { refreshScores } from '../refresh/refresh-scores.ts';
import type { AccountHealth, OverrideChange, PulseChange } from '../schema/health.ts';
import { deleteOverride, deletePulse, upsertOverride, upsertPulse } from '../store/judgments.ts';
import { getHealth } from './read-health.ts';

/** Sets an account's score by hand until it expires; the score by the profile stays visible below it. */
export async function overrideHealth(
  actor: Actor,
  accountId: string,
  change: OverrideChange,
): Promise<AccountHealth> {
  authorize(actor, 'success.write');
  refusePast(actor, change.expiresAt);
  return judge(actor, accountId, 'health.overridden', change, () =>
    upsertOverride(actor.workspaceId, {
      ...change,
      score: Math.round(change.score),
      accountId,
      author: actor.name,
      at: actor.now,
    }),
  );
}

export async function removeOverride(actor: Actor, accountId: string): Promise<AccountHealth> {
  authorize(actor, 'success.write');
  return judge(actor, accountId, 'health.override_removed', undefined, async () => {
    if (!(await deleteOverride(actor.workspaceId, accountId))) throw notFound('override');
  });
}

/** Records how an account feels to who knows it: an input of the health score until it expires. */
export async function recordPulse(
  actor: Actor,
  accountId: string,
  change: PulseChange,
): Promise<AccountHealth> {
  authorize(actor, 'success.write');
  refusePast(actor, change.expiresAt);
  const { value, note = null, expiresAt } = change;
  return judge(actor, accountId, 'health.pulse_recorded', change, () =>
    upsertPulse(actor.workspaceId, { accountId, value, note, author: actor.name, at: actor.now, expiresAt }),
  );
}

export async function removePulse(actor: Actor, accountId: string): Promise<AccountHealth> {
  authorize(actor, 'success.write');
  return judge(actor, accountId, 'health.pulse_removed', undefined, async () => {
    if (!(await deletePulse(actor.workspaceId, accountId))) throw notFound('pulse');
  });
}

function refusePast(actor: Actor, expiresAt: Date): void {
  if (expiresAt <= actor.now) throw invalidField('expiresAt', 'must be in the future');
}

async function judge(
  actor: Actor,
  accountId: string,
  action: string,
  after: unknown,
  write: () => Promise<void>,
): Promise<AccountHealth> {
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const [account] = await listAccountSummaries(workspaceId, [accountId]);
    if (!account) throw notFound('account');
    await write();
    await audit(actor, { action, objectType: 'account', objectId: accountId, after });
    await refreshScores(workspaceId, [accountId]);
    return getHealth(workspaceId, accountId, actor.locale);
  });
}
