import {
  declineCommissions,
  holdCommissions,
  listCommissionRows,
  reinstateCommissions,
  releaseCommissions,
} from '../../commissions/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { addJob } from '../../core/jobs.ts';
import { conflict, notFound, Problem } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { RULES } from '../rules/settings.ts';
import type { BulkDecision, BulkOutcome, CaseDecision, CaseDetail } from '../schema.ts';
import {
  type CaseRow,
  findCase,
  findUndecidedCase,
  lockAffiliate,
  mapCaseCommissions,
  updateCase,
} from '../store/cases.ts';
import { type DecisionRow, insertDecision, listDecisions, markUndone } from '../store/decisions.ts';
import { listFindings } from '../store/findings.ts';
import { MAIL_AFTER_MS, TELL_TASK } from './tell-affiliate.ts';
import { viewCase } from './view-case.ts';

/**
 * Approves a case and lets its commissions go, rejects it and takes them back by correction entries, or watches it. What
 * was paid before stays as it is. The affiliate is told a while later, if the decision still stands.
 * @throws Problem 404; 409 `already_decided`.
 */
export async function decideOnCase(actor: Actor, id: string, request: CaseDecision): Promise<CaseDetail> {
  authorize(actor, 'fraud.decide');
  return inTransaction(async () => {
    const found = await lockCase(actor.workspaceId, id);
    if (found.state === 'approved' || found.state === 'rejected')
      throw conflict('already_decided', 'This case is decided. Undo the decision first.');
    const decisionId = newId('frd');
    const effects = await carryOut(actor, found, request);
    await insertDecision(actor.workspaceId, {
      ...{ id: decisionId, caseId: id, decision: request.decision, ...effects },
      ...{ reason: request.reason || null, note: request.note || null },
      ...{ stateBefore: found.state, wasHolding: found.isHolding },
      ...{ decidedBy: actor.id, decidedByName: actor.name, decidedAt: actor.now },
    });
    const action = `fraud_case.${request.decision}` as const;
    const after = { reason: request.reason ?? null, declined: effects.declined.length };
    await audit(actor, { action, objectType: 'fraud_case', objectId: id, before: found, after });
    if (request.decision !== 'watching') await queueMail(actor, decisionId);
    return viewCase(actor, id);
  });
}

async function carryOut(actor: Actor, { id, affiliateId }: CaseRow, request: CaseDecision) {
  const { workspaceId } = actor;
  if (request.decision === 'watching') {
    const { isHolding } = request;
    await updateCase(workspaceId, id, { state: 'watching', isHolding });
    if (isHolding) await holdAll(workspaceId, { id, affiliateId }, actor.now);
    const released = isHolding ? [] : await releaseCommissions(workspaceId, id, actor.now);
    return { declined: [], released };
  }
  const released = await releaseCommissions(workspaceId, id, actor.now);
  const ids = (await mapCaseCommissions(workspaceId, [id])).get(id) ?? [];
  const declined =
    request.decision === 'rejected' ? await declineCommissions(actor, ids, request.reason ?? '') : [];
  const decision = { state: request.decision, isHolding: false, decidedAt: actor.now };
  await updateCase(workspaceId, id, decision);
  return { declined, released };
}

/** Everything that the case concerns and that is not paid, each for the first finding that concerns it. */
async function holdAll(
  workspaceId: string,
  { id, affiliateId }: Pick<CaseRow, 'id' | 'affiliateId'>,
  at: Date,
): Promise<void> {
  const ids = (await mapCaseCommissions(workspaceId, [id])).get(id) ?? [];
  const rows = (await listCommissionRows(workspaceId, ids, at)).filter(
    (row) => row.affiliateId === affiliateId,
  );
  const findings = await listFindings(workspaceId, [id]);
  for (const [reason, held] of Map.groupBy(rows, ({ customerId }) => {
    const finding = findings.find(({ customerIds }) => customerIds.includes(customerId ?? '')) ?? findings[0];
    return finding ? RULES[finding.rule].reason : 'pattern';
  })) {
    const commissionIds = held.map((row) => row.id);
    await holdCommissions(workspaceId, commissionIds, { source: id, reason }, at);
  }
}

/** A moment later, so that a decision that is undone at once is never told. */
async function queueMail(actor: Actor, decisionId: string): Promise<void> {
  const runAt = new Date(actor.now.getTime() + MAIL_AFTER_MS);
  await addJob(TELL_TASK, { workspaceId: actor.workspaceId, decisionId }, { runAt });
}

/**
 * Takes the last decision back: what was declined is given again, what was released is held again.
 * @throws Problem 404; 409 `commission_paid` once something that it released was paid, `newer_case`.
 */
export async function undoDecision(actor: Actor, id: string): Promise<CaseDetail> {
  authorize(actor, 'fraud.decide');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const found = await lockCase(workspaceId, id);
    const decision = (await listDecisions(workspaceId, id)).find(({ undoneAt }) => undoneAt === null);
    if (!decision) throw notFound('decision');
    await refuseLateUndo(actor, found, decision);
    await reinstateCommissions(actor, decision.declined);
    const isHolding = decision.wasHolding;
    await updateCase(workspaceId, id, { state: decision.stateBefore, isHolding, decidedAt: null });
    if (isHolding) await holdAll(workspaceId, found, actor.now);
    else await releaseCommissions(workspaceId, id, actor.now);
    await markUndone(workspaceId, decision.id, { undoneByName: actor.name, undoneAt: actor.now });
    const before = { decision: decision.decision };
    await audit(actor, { action: 'fraud_case.undone', objectType: 'fraud_case', objectId: id, before });
    return viewCase(actor, id);
  });
}

async function refuseLateUndo(actor: Actor, found: CaseRow, decision: DecisionRow): Promise<void> {
  const released = await listCommissionRows(actor.workspaceId, decision.released, actor.now);
  if (released.some(({ paidMinor }) => paidMinor > 0))
    throw conflict('commission_paid', 'Some of what this decision released was paid out meanwhile.');
  const undecided = await findUndecidedCase(actor.workspaceId, found.affiliateId);
  if (undecided && undecided.id !== found.id)
    throw conflict('newer_case', 'There is a newer case about this affiliate. Decide on that one.');
}

/** The same decision on several cases, each for itself: one that cannot be decided does not keep the others. */
export async function decideOnCases(actor: Actor, { caseIds, decision }: BulkDecision): Promise<BulkOutcome> {
  authorize(actor, 'fraud.decide');
  const outcome: BulkOutcome = { decided: [], refused: [] };
  for (const caseId of [...new Set(caseIds)].toSorted()) {
    try {
      await decideOnCase(actor, caseId, decision);
      outcome.decided.push(caseId);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      outcome.refused.push({ caseId, code: error.code, text: error.message });
    }
  }
  return outcome;
}

/** Findings and decisions on one affiliate follow one another. @throws Problem 404 */
async function lockCase(workspaceId: string, id: string): Promise<CaseRow> {
  const known = await findCase(workspaceId, id);
  if (!known) throw notFound('case');
  await lockAffiliate(workspaceId, known.affiliateId);
  return (await findCase(workspaceId, id)) ?? known;
}
