import { type HoldReason, holdCommissions, listCommissionsOf } from '../../commissions/index.ts';
import { systemActor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { audit } from '../../workspace/index.ts';
import type { Finding } from '../rules/facts.ts';
import { RULES } from '../rules/settings.ts';
import {
  type CaseRow,
  findUndecidedCase,
  insertCase,
  insertCaseCommissions,
  lockAffiliate,
  mapCaseCommissions,
  updateCase,
} from '../store/cases.ts';
import { type KnownFinding, keepFinding, listKnownFindings } from '../store/findings.ts';

/** A finding with the commissions that it concerns. */
interface Concern {
  finding: Finding;
  commissionIds: string[];
}

/**
 * Raises a case for what was found on one affiliate, or adds to the one that waits for a decision; what it concerns is
 * held. The same finding never doubles: one that was found to be in order stays so, and one that was rejected comes
 * back only with commissions that nobody has decided on.
 * @returns how many findings are new, or show something new.
 */
export async function raiseFindings(
  workspaceId: string,
  affiliateId: string,
  findings: readonly Finding[],
  at: Date,
): Promise<number> {
  if (findings.length === 0) return 0;
  return inTransaction(async () => {
    await lockAffiliate(workspaceId, affiliateId);
    const concerns = await listOpenConcerns(workspaceId, affiliateId, findings);
    if (concerns.length === 0) return 0;
    const known = await findUndecidedCase(workspaceId, affiliateId);
    const found = known ?? (await openCase(workspaceId, affiliateId, at));
    let newCount = 0;
    for (const { finding } of concerns)
      if (await keepFinding(workspaceId, found.id, finding, at)) newCount += 1;
    const isMore = (await holdConcerns(workspaceId, found, concerns, at)) || newCount > 0;
    // Something new on a case that is only watched brings it back into the queue.
    if (known && isMore) await updateCase(workspaceId, found.id, { foundAt: at, state: 'open' });
    return newCount;
  });
}

async function openCase(workspaceId: string, affiliateId: string, at: Date): Promise<CaseRow> {
  const opened = await insertCase(workspaceId, { id: newId('frc'), affiliateId, openedAt: at });
  const actor = { ...systemActor(workspaceId, 'fraud rules'), now: at };
  const after = { affiliateId };
  await audit(actor, { action: 'fraud_case.opened', objectType: 'fraud_case', objectId: opened.id, after });
  return opened;
}

async function listOpenConcerns(
  workspaceId: string,
  affiliateId: string,
  findings: readonly Finding[],
): Promise<Concern[]> {
  const known = await listKnownFindings(workspaceId, affiliateId);
  const commissions = await listCommissionsOf(workspaceId, affiliateId);
  const rejected = [
    ...new Set(known.filter(({ state }) => state === 'rejected').map(({ caseId }) => caseId)),
  ];
  const decided = new Set([...(await mapCaseCommissions(workspaceId, rejected)).values()].flat());
  return findings.flatMap((finding) => {
    const customers = new Set(finding.customerIds);
    // What is earned by visits alone has no customer.
    const isOfVisits = RULES[finding.rule].reason === 'visits';
    const own = commissions.filter(({ customerId }) => (customerId ? customers.has(customerId) : isOfVisits));
    const commissionIds = own.map(({ id }) => id).filter((id) => !decided.has(id));
    const earlier = known.filter(({ rule, subject }) => rule === finding.rule && subject === finding.subject);
    return isSettled(earlier, commissionIds) ? [] : [{ finding, commissionIds }];
  });
}

function isSettled(earlier: KnownFinding[], commissionIds: string[]): boolean {
  const is = (state: KnownFinding['state']) => earlier.some((one) => one.state === state);
  return is('approved') || (is('rejected') && commissionIds.length === 0);
}

/** @returns whether the case concerns more than before. */
async function holdConcerns(
  workspaceId: string,
  { id, isHolding }: CaseRow,
  concerns: Concern[],
  at: Date,
): Promise<boolean> {
  const reasons = new Map<string, HoldReason>();
  for (const { finding, commissionIds } of concerns)
    for (const commissionId of commissionIds)
      if (!reasons.has(commissionId)) reasons.set(commissionId, RULES[finding.rule].reason);
  const isFirst = !(await mapCaseCommissions(workspaceId, [id])).has(id);
  const added = await insertCaseCommissions(workspaceId, id, [...reasons.keys()], at);
  let heldCount = 0;
  if (isHolding)
    for (const [reason, ids] of Map.groupBy(added, (commissionId) => reasons.get(commissionId)))
      if (reason) heldCount += (await holdCommissions(workspaceId, ids, { source: id, reason }, at)).length;
  if (isFirst && heldCount > 0) await emit(workspaceId, 'fraud_case.held', { caseId: id });
  return added.length > 0;
}
