import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import type { Finding } from '../rules/facts.ts';
import type { RuleCode } from '../rules/settings.ts';
import type { CaseState } from '../schema.ts';

export interface KnownFinding {
  caseId: string;
  state: CaseState;
  rule: RuleCode;
  subject: string;
}

/** Everything that was ever found on an affiliate, with what became of its case. */
export async function listKnownFindings(workspaceId: string, affiliateId: string): Promise<KnownFinding[]> {
  const { rows } = await sql<KnownFinding>`
    select finding.case_id, found.state, finding.rule, finding.subject
    from fraud.findings finding
    join fraud.cases found on found.workspace_id = finding.workspace_id and found.id = finding.case_id
    where finding.workspace_id = ${workspaceId} and finding.affiliate_id = ${affiliateId}`.execute(db());
  return rows;
}

/**
 * Keeps a finding once in its case, and what it shows now where that is new: who is concerned decides, so that figures
 * which drift from day to day do not pile up.
 * @returns whether the finding, or its evidence, is new.
 */
export async function keepFinding(
  workspaceId: string,
  caseId: string,
  finding: Finding,
  at: Date,
): Promise<boolean> {
  const { affiliateId, rule, subject, sign, customerIds, inputs } = finding;
  const row = await db()
    .insertInto('fraud.findings')
    .values({
      ...{ workspaceId, id: newId('frf'), caseId, affiliateId, rule, subject, foundAt: at },
      customerIds: JSON.stringify(customerIds),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspaceId', 'caseId', 'rule', 'subject'])
        .doUpdateSet({ customerIds: JSON.stringify(customerIds) }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([sign, customerIds]))
    .digest('base64url');
  const evidence = await db()
    .insertInto('fraud.evidence')
    .values({ workspaceId, findingId: row.id, fingerprint, at, inputs: JSON.stringify({ ...inputs, sign }) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('findingId')
    .executeTakeFirst();
  return evidence !== undefined;
}

export interface FindingRow {
  id: string;
  caseId: string;
  rule: RuleCode;
  customerIds: string[];
  foundAt: Date;
  /** The latest first. */
  evidence: { at: string; inputs: Record<string, unknown> & { sign: string } }[];
}

/** What was found, case by case in the order of finding. */
export async function listFindings(workspaceId: string, caseIds: string[]): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    select finding.id, finding.case_id, finding.rule, finding.customer_ids, finding.found_at,
      (select json_agg(json_build_object('at', at, 'inputs', inputs) order by at desc)
        from fraud.evidence evidence where evidence.workspace_id = finding.workspace_id
          and evidence.finding_id = finding.id) as evidence
    from fraud.findings finding
    where finding.workspace_id = ${workspaceId} and finding.case_id = any(${caseIds})
    order by finding.case_id, finding.found_at, finding.id`.execute(db());
  return rows;
}

export interface RuleRecord {
  rule: RuleCode;
  cases: number;
  approved: number;
  rejected: number;
}

/** In how many cases each rule had a part, and what people said of them. */
export async function countByRule(workspaceId: string): Promise<RuleRecord[]> {
  const { rows } = await sql<RuleRecord>`
    select finding.rule, count(distinct found.id) as cases,
      count(distinct found.id) filter (where found.state = 'approved') as approved,
      count(distinct found.id) filter (where found.state = 'rejected') as rejected
    from fraud.findings finding
    join fraud.cases found on found.workspace_id = finding.workspace_id and found.id = finding.case_id
    where finding.workspace_id = ${workspaceId} group by finding.rule`.execute(db());
  return rows;
}
