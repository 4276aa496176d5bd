import { holdPersonData } from '../../customers/index.ts';

/** What was looked into about people of the program. */
export function holdDataOfCases(): void {
  const topic = 'checks' as const;
  const erasure = { keeps: 'claims' } as const;
  holdPersonData([
    { table: 'fraud.cases', topic, erasure, of: { affiliate_id: 'affiliate' }, gives: { id: 'fraud_case' } },
    { table: 'fraud.case_commissions', topic, erasure, of: { case_id: 'fraud_case' } },
    { table: 'fraud.decisions', topic, erasure, of: { case_id: 'fraud_case' } },
    { table: 'fraud.findings', topic, erasure, of: { affiliate_id: 'affiliate' }, gives: { id: 'finding' } },
    { table: 'fraud.evidence', topic, erasure, of: { finding_id: 'finding' } },
    { table: 'fraud.portal_visits', topic, of: { user_id: 'user' }, erasure: { removes: true } },
  ]);
}
