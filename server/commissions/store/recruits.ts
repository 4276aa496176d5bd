import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { takenBack } from './awards.ts';

/** What a recruiter's share of a commission rests on. */
export interface RecruitedCommission {
  affiliateId: string;
  kind: string;
  planId: string | null;
  planVersion: number | null;
  soldAt: Date;
  releaseAt: Date;
  /** It waits for a person, or was declined. */
  isOpen: boolean;
  /** What the affiliate has of it, paid or not, by currency. */
  earned: { currency: string; amountMinor: number }[];
}

export async function findRecruitedCommission(
  workspaceId: string,
  id: string,
): Promise<RecruitedCommission | null> {
  const { rows } = await sql<RecruitedCommission>`
    select affiliate_id, kind, plan_id, plan_version, sold_at, release_at,
      needs_approval and not exists (select from commissions.approvals
        where workspace_id = commission.workspace_id and commission_id = commission.id and withdrawn_at is null
          and decision = 'approved') as is_open,
      (select coalesce(json_agg(part), '[]') from (
        select currency, sum(amount_minor)::bigint as "amountMinor" from commissions.ledger_lines
        where workspace_id = commission.workspace_id and commission_id = commission.id and account = 'affiliate'
          and settles_entry_id is null
        group by currency) part) as earned
    from commissions.commissions commission
    where workspace_id = ${workspaceId} and id = ${id}`.execute(db());
  return rows[0] ?? null;
}

/** A recruiter's share as it was granted, and what is kept of it. */
export interface GrantedShare {
  currency: string;
  keptMinor: number;
  changeCount: number;
}

export async function listGrantedShares(workspaceId: string, sourceKeys: string[]): Promise<GrantedShare[]> {
  const { rows } = await sql<GrantedShare>`
    select currency, amount_minor - ${takenBack} as kept_minor,
      (select count(*) from commissions.takebacks where workspace_id = commission.workspace_id
        and kind = commission.kind and award_key = commission.source_key) as change_count
    from commissions.commissions commission
    where workspace_id = ${workspaceId} and kind = 'recruit' and source_key = any(${sourceKeys})`.execute(
    db(),
  );
  return rows;
}

/** What a recruiter has of each recruit's commissions, paid or not, by currency. */
export async function sumRecruitEarnings(
  workspaceId: string,
  recruiterId: string,
): Promise<{ recruitId: string; currency: string; amountMinor: number }[]> {
  const { rows } = await sql<{ recruitId: string; currency: string; amountMinor: number }>`
    select base.affiliate_id as recruit_id, line.currency, sum(line.amount_minor)::bigint as amount_minor
    from commissions.commissions award
    join commissions.commissions base on base.workspace_id = award.workspace_id
      and base.id = split_part(award.source_key, ':', 1)
    join commissions.ledger_lines line on line.workspace_id = award.workspace_id and line.commission_id = award.id
      and line.account = 'affiliate' and line.settles_entry_id is null
    where award.workspace_id = ${workspaceId} and award.affiliate_id = ${recruiterId} and award.kind = 'recruit'
    group by 1, 2 order by 1, 2`.execute(db());
  return rows;
}
