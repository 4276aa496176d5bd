import { holdPersonData } from '../../customers/index.ts';

/** What was paid to people, and what for it they had to say of themselves. */
export function holdDataOfPayouts(): void {
  const topic = 'money' as const;
  const ofAffiliate = { topic, of: { affiliate_id: 'affiliate' } } as const;
  holdPersonData([
    { table: 'payouts.methods', ...ofAffiliate },
    { table: 'payouts.lines', ...ofAffiliate, gives: { id: 'payout_line' } },
    { table: 'payouts.items', topic, of: { line_id: 'payout_line' } },
    { table: 'payouts.returns', topic, of: { line_id: 'payout_line' } },
    { table: 'payouts.requests', ...ofAffiliate },
    { table: 'payouts.own_minimums', ...ofAffiliate },
    { table: 'payouts.tax_data', ...ofAffiliate },
    { table: 'payouts.tax_treatments', ...ofAffiliate },
    { table: 'payouts.tax_forms', ...ofAffiliate },
    { table: 'payouts.invoices', ...ofAffiliate },
    { table: 'payouts.recoveries', ...ofAffiliate, gives: { id: 'recovery' } },
    { table: 'payouts.repayments', topic, of: { recovery_id: 'recovery' } },
  ]);
}
