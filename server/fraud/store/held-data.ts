import { holdPersonData } from '../../customers/index.ts';

/** What was looked into about people of the program. */
export function holdDataOfCases(): void {
  const topic = 'checks' as const;
  holdPersonData([
    { table: 'fraud.cases', topic, of: { affiliate_id: 'affiliate' }, gives: { id: 'fraud_case' } },
    { table: 'fraud.case_commissions', topic, of: { case_id: 'fraud_case' } },
    { table: 'fraud.decisions', topic, of: { case_id: 'fraud_case' } },
    { table: 'fraud.findings', topic, of: { affiliate_id: 'affiliate' }, gives: { id: 'finding' } },
    { table: 'fraud.evidence', topic, of: { finding_id: 'finding' } },
    { table: 'fraud.portal_visits', topic, of: { user_id: 'user' } },
  ]);
}
