import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { ConditionalPart } from '../plans/say-condition.ts';
import type { Evaluation } from './evaluations.ts';

interface PartRow extends ConditionalPart {
  commissionId: string;
  saleExternalId: string;
  planId: string | null;
  planVersion: number | null;
}

/** The commissions of which a part waited at the end of `[from, to)`, or was earned or lost in it; by their date. */
export async function selectConditionalParts(
  workspaceId: string,
  which: { affiliateId: string; currency: string; from: Date; to: Date },
): Promise<PartRow[]> {
  const { affiliateId, currency, from, to } = which;
  const { rows } = await sql<Omit<PartRow, 'evaluation'> & Partial<Evaluation>>`
    select commission.id as commission_id, commission.sale_external_id, commission.plan_id, commission.plan_version,
      commission.currency, commission.evaluate_at, waiting.waiting_minor, evaluation.outcome, evaluation.checks,
      evaluation.amount_minor, evaluation.at
    from (
      select commission_id, sum(amount_minor)::bigint as waiting_minor
      from commissions.ledger_lines
      where workspace_id = ${workspaceId} and affiliate_id = ${affiliateId} and currency = ${currency}
        and account = 'affiliate_waiting' and at < ${to}
      group by commission_id
    ) waiting
    join commissions.commissions commission
      on commission.workspace_id = ${workspaceId} and commission.id = waiting.commission_id
    left join commissions.evaluations evaluation on evaluation.workspace_id = ${workspaceId}
      and evaluation.commission_id = commission.id and evaluation.at < ${to}
    where waiting.waiting_minor > 0 or evaluation.at >= ${from}
    order by commission.evaluate_at, commission.id`.execute(db());
  return rows.map(({ outcome, checks, amountMinor, at, ...part }) => ({
    ...part,
    evaluation: outcome && checks && amountMinor && at ? { outcome, checks, amountMinor, at } : null,
  }));
}
