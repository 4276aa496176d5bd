import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { SuccessCheck } from '../plans/success-schema.ts';
import { sumOfWaiting } from './corrections.ts';

export interface Evaluation {
  outcome: 'met' | 'missed';
  checks: SuccessCheck[];
  /** What had waited. */
  amountMinor: number;
  at: Date;
}

/** Commissions whose date has come, with something that still waits; the longest due first. */
export async function listDueCommissions(workspaceId: string, now: Date): Promise<string[]> {
  const rows = await db()
    .selectFrom('commissions.commissions as commission')
    .select('commission.id')
    .where('commission.workspaceId', '=', workspaceId)
    .where('commission.evaluateAt', '<=', now)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('commissions.evaluations as evaluation')
            .select('evaluation.outcome')
            .whereRef('evaluation.workspaceId', '=', 'commission.workspaceId')
            .whereRef('evaluation.commissionId', '=', 'commission.id'),
        ),
      ),
    )
    .where(sumOfWaiting, '>', 0)
    .orderBy('commission.evaluateAt')
    .orderBy('commission.id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertEvaluation(
  workspaceId: string,
  commissionId: string,
  { outcome, checks, amountMinor, at }: Evaluation,
): Promise<void> {
  await db()
    .insertInto('commissions.evaluations')
    .values({ workspaceId, commissionId, outcome, checks: JSON.stringify(checks), amountMinor, at })
    .execute();
}

export async function findEvaluation(workspaceId: string, commissionId: string): Promise<Evaluation | null> {
  return (await mapEvaluations(workspaceId, [commissionId])).get(commissionId) ?? null;
}

/** By commission; those that were not evaluated are left out. */
export async function mapEvaluations(
  workspaceId: string,
  commissionIds: string[],
): Promise<Map<string, Evaluation>> {
  const rows = await db()
    .selectFrom('commissions.evaluations')
    .select(['commissionId', 'outcome', 'amountMinor', 'at'])
    .select(sql<SuccessCheck[]>`checks`.as('checks'))
    .where('workspaceId', '=', workspaceId)
    .where('commissionId', '=', sql<string>`any(${commissionIds})`)
    .execute();
  return new Map(
    rows.map(({ commissionId, outcome, ...rest }) => [
      commissionId,
      { ...rest, outcome: outcome as Evaluation['outcome'] },
    ]),
  );
}
