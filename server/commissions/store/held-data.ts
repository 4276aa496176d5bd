import { holdPersonData } from '../../customers/index.ts';

/** What was earned by people of the program. */
export function holdDataOfCommissions(): void {
  const topic = 'rewards' as const;
  const erasure = { keeps: 'books' } as const;
  const ofAffiliate = { topic, erasure, of: { affiliate_id: 'affiliate' } } as const;
  const ofCommission = { topic, erasure, of: { commission_id: 'commission' } } as const;
  holdPersonData([
    { table: 'commissions.commissions', ...ofAffiliate, gives: { id: 'commission' } },
    { table: 'commissions.approvals', ...ofCommission },
    { table: 'commissions.evaluations', ...ofCommission },
    { table: 'commissions.holds', ...ofCommission },
    { table: 'commissions.redecisions', ...ofCommission },
    { table: 'commissions.reattributions', ...ofAffiliate },
    { table: 'commissions.contest_results', ...ofAffiliate },
    { table: 'commissions.non_cash_rewards', ...ofAffiliate, gives: { id: 'reward' } },
    { table: 'commissions.handovers', topic, erasure, of: { reward_id: 'reward' } },
    { table: 'commissions.point_redemptions', ...ofAffiliate },
    { table: 'commissions.ledger_lines', ...ofAffiliate },
    ...['commissions', 'non_cash_rewards'].map((table) => ({
      ...{ table: `commissions.${table}`, column: 'customer_id' },
      omitted: 'What somebody else earned by the person; what the person bought is in the sales.',
    })),
  ]);
}
