import { findAffiliate } from '../../affiliates/index.ts';
import { sayHolds } from '../../commissions/index.ts';
import { queueTemplateMail } from '../../core/mail-templates.ts';
import { words } from '../../core/words.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { findCase, mapCaseCommissions } from '../store/cases.ts';
import { findDecision } from '../store/decisions.ts';

export const REVIEW_MAIL = 'fraud_review';
export const DECISION_MAIL = 'fraud_decision';
export const TELL_TASK = 'fraud.tell-decision';
export const MAIL_AFTER_MS = 600_000;

/** Writes that commissions are looked at, since when and why in general words; never what gave the sign. */
export async function tellReview(workspaceId: string, caseId: string, publicUrl: string): Promise<void> {
  const letter = await addressTo(workspaceId, caseId, publicUrl);
  if (!letter) return;
  const ids = (await mapCaseCommissions(workspaceId, [caseId])).get(caseId) ?? [];
  const reviews = new Set((await sayHolds(workspaceId, ids, letter.locale)).values());
  if (reviews.size === 0) return;
  const values = { ...letter.values, review: [...reviews].join('\n') };
  await queueTemplateMail(workspaceId, { ...letter, kind: REVIEW_MAIL, values });
}

/** Writes what came of it, unless the decision was undone meanwhile. */
export async function tellDecision(
  workspaceId: string,
  decisionId: string,
  publicUrl: string,
): Promise<void> {
  const decision = await findDecision(workspaceId, decisionId);
  if (!decision || decision.undoneAt) return;
  const letter = await addressTo(workspaceId, decision.caseId, publicUrl);
  const concerns = [...decision.released, ...decision.declined];
  if (!letter || concerns.length === 0) return;
  const outcome = words(letter.locale, `fraud:outcome.${decision.decision}`);
  const values = { ...letter.values, outcome, note: decision.note ?? '' };
  await queueTemplateMail(workspaceId, { ...letter, kind: DECISION_MAIL, values });
}

async function addressTo(workspaceId: string, caseId: string, publicUrl: string) {
  const found = await findCase(workspaceId, caseId);
  const affiliate = found && (await findAffiliate(workspaceId, found.affiliateId));
  const workspace = await findWorkspace(workspaceId);
  if (!affiliate || !workspace) return null;
  return {
    to: affiliate.email,
    locale: workspace.locale,
    values: {
      person: { name: affiliate.name, firstName: affiliate.name.split(' ')[0] },
      company: { name: workspace.name },
      link: `${publicUrl}/portal/commissions`,
    },
  };
}
