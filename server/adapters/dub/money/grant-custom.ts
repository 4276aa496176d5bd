import type { Affiliate } from '../../../affiliates/index.ts';
import { type AwardReason, grantAward } from '../../../commissions/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import { inTransaction } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import { notFound } from '../../../core/problem.ts';
import { audit, findWorkspace } from '../../../workspace/index.ts';
import { type CustomCommission, KNOWN_REASONS } from './schema.ts';

/**
 * Gives an amount in the company's currency by hand, or takes one back where it is below zero; payable at once. The wire
 * has no key: the same with the same date is the same one, and without a date each is one of its own.
 */
export async function grantCustom(
  actor: Actor,
  partner: Affiliate,
  { amount, date, description }: CustomCommission,
): Promise<void> {
  authorize(actor, 'commissions.write');
  const { workspaceId } = actor;
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  const at = date ? new Date(date) : actor.now;
  const reason = reasonOf(description);
  const told = [partner.id, at.toISOString(), amount, description ?? ''].join(' ');
  await inTransaction(async () => {
    const id = await grantAward(workspaceId, {
      kind: 'custom',
      sourceKey: `dub ${date ? told : newId('key')}`,
      affiliateId: partner.id,
      amountMinor: amount,
      currency: workspace.currency,
      earnedAt: at,
      releaseAt: at,
      reason,
    });
    if (!id) return;
    const after = { commissionId: id, amountMinor: amount, reason };
    const object = { objectType: 'affiliate', objectId: partner.id };
    await audit(actor, { action: 'commission.given', ...object, after });
  });
}

function reasonOf(description: string | null | undefined): AwardReason {
  if (!description) return { code: 'unnamed', values: {} };
  const isKnown = KNOWN_REASONS.some((known) => known === description);
  return isKnown ? { code: description, values: {} } : { code: 'text', values: { text: description } };
}
