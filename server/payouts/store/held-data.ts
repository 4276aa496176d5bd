import { holdPersonData } from '../../customers/index.ts';

/** What was paid to people, and what for it they had to say of themselves. */
export function holdDataOfPayouts(): void {
  const topic = 'money' as const;
  const erasure = { keeps: 'books' } as const;
  const ofAffiliate = { topic, erasure, of: { affiliate_id: 'affiliate' } } as const;
  holdPersonData([
    {
      ...{ table: 'payouts.methods', ...ofAffiliate },
      erasure: {
        keeps: 'books',
        blanks: { recipient: "''", sealed_account: 'null', holder: 'null', bic: 'null', country: 'null' },
      },
    },
    { table: 'payouts.lines', ...ofAffiliate, gives: { id: 'payout_line' } },
    { table: 'payouts.items', topic, erasure, of: { line_id: 'payout_line' } },
    { table: 'payouts.returns', topic, erasure, of: { line_id: 'payout_line' } },
    { table: 'payouts.requests', ...ofAffiliate },
    { table: 'payouts.own_minimums', ...ofAffiliate },
    { table: 'payouts.tax_data', ...ofAffiliate },
    { table: 'payouts.tax_treatments', ...ofAffiliate },
    { table: 'payouts.tax_forms', ...ofAffiliate },
    { table: 'payouts.invoices', ...ofAffiliate },
    { table: 'payouts.recoveries', ...ofAffiliate, gives: { id: 'recovery' } },
    { table: 'payouts.repayments', topic, erasure, of: { recovery_id: 'recovery' } },
  ]);
}
