import { listAffiliates } from '../../affiliates/index.ts';
import { type CommissionRow, listCommissionRows } from '../../commissions/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { listReferredByIds } from '../../tracking/index.ts';
import type { CaseDetail, CaseQuery, FindingView, FraudCase } from '../schema.ts';
import { type CaseRow, findCase, mapCaseCommissions, pageOfCases } from '../store/cases.ts';
import { listDecisions } from '../store/decisions.ts';
import { type FindingRow, listFindings } from '../store/findings.ts';
import { sayFinding } from './say-finding.ts';

/** Commission in these states is paid already, or lost for another reason. */
const NOT_AT_STAKE = new Set<CommissionRow['state']>(['paid', 'declined', 'refunded', 'moved', 'lost']);

/** A page of cases, the latest first, with what each is about and the money at stake. */
export async function listCases(actor: Actor, query: CaseQuery) {
  authorize(actor, 'fraud.read');
  const page = await pageOfCases(actor.workspaceId, query);
  return { ...page, data: await describe(actor, page.data) };
}

async function describe(actor: Actor, cases: CaseRow[]): Promise<FraudCase[]> {
  const { workspaceId } = actor;
  const caseIds = cases.map(({ id }) => id);
  const affiliateIds = [...new Set(cases.map(({ affiliateId }) => affiliateId))];
  const affiliates = new Map((await listAffiliates(workspaceId, affiliateIds)).map((one) => [one.id, one]));
  const findings = Map.groupBy(await listFindings(workspaceId, caseIds), ({ caseId }) => caseId);
  const concerned = await mapCaseCommissions(workspaceId, caseIds);
  const rows = await listCommissionRows(workspaceId, [...new Set([...concerned.values()].flat())], actor.now);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return cases.map((found) => {
    const own = (concerned.get(found.id) ?? []).flatMap((id) => byId.get(id) ?? []);
    return {
      ...found,
      affiliateName: affiliates.get(found.affiliateId)?.name ?? found.affiliateId,
      reasons: (findings.get(found.id) ?? []).flatMap((finding) => sayLatest(finding, actor.locale)),
      commissionCount: own.length,
      stake: stakeOf(own),
    };
  });
}

function sayLatest({ rule, evidence }: FindingRow, locale: string) {
  const [latest] = evidence;
  return latest ? [{ rule, ...sayFinding(rule, latest.inputs, locale) }] : [];
}

function stakeOf(rows: CommissionRow[]): FraudCase['stake'] {
  const open = rows.filter(({ state }) => !NOT_AT_STAKE.has(state));
  return [...Map.groupBy(open, ({ currency }) => currency)]
    .map(([currency, own]) => ({
      currency,
      amountMinor: own.reduce((sum, { keptMinor, waitingMinor }) => sum + keptMinor + waitingMinor, 0),
    }))
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
}

/** A case with everything that it rests on. @throws Problem 404 */
export async function viewCase(actor: Actor, id: string): Promise<CaseDetail> {
  authorize(actor, 'fraud.read');
  const { workspaceId } = actor;
  const found = await findCase(workspaceId, id);
  if (!found) throw notFound('case');
  const [described] = await describe(actor, [found]);
  const [affiliate] = await listAffiliates(workspaceId, [found.affiliateId]);
  if (!described || !affiliate) throw notFound('case');
  const findings = await listFindings(workspaceId, [id]);
  return {
    ...described,
    affiliateEmail: affiliate.email,
    findings: findings.flatMap((finding) => toFindingView(finding, actor.locale)),
    commissions: await listConcerned(actor, id),
    decisions: await listDecisions(workspaceId, id),
  };
}

function toFindingView(finding: FindingRow, locale: string): FindingView[] {
  const [latest] = finding.evidence;
  if (!latest) return [];
  const { id, rule, foundAt, customerIds } = finding;
  return [
    {
      ...{ id, rule, foundAt, customerCount: customerIds.length, values: latest.inputs },
      ...sayFinding(rule, latest.inputs, locale),
      evidence: finding.evidence.map(({ at, inputs }) => ({
        at,
        text: sayFinding(rule, inputs, locale).text,
      })),
    },
  ];
}

async function listConcerned(actor: Actor, caseId: string): Promise<CaseDetail['commissions']> {
  const { workspaceId } = actor;
  const ids = (await mapCaseCommissions(workspaceId, [caseId])).get(caseId) ?? [];
  const rows = await listCommissionRows(workspaceId, ids, actor.now);
  const customerIds = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))];
  const customers = new Map((await listReferredByIds(workspaceId, customerIds)).map((one) => [one.id, one]));
  return rows.map((row) => {
    const customer = customers.get(row.customerId ?? '');
    return { ...row, customerName: customer?.name ?? null, customerEmail: customer?.email ?? null };
  });
}
