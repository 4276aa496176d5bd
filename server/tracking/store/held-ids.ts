import { holdRecordIds } from '../../customers/index.ts';

/** Where referred customers and registrations name the customer record. */
export function holdIdsOfConversions(): void {
  for (const table of ['tracking.referred_customers', 'tracking.deal_registrations'])
    holdRecordIds([
      { table, column: 'account_id', object: 'account', key: ['id'] },
      { table, column: 'person_id', object: 'person', key: ['id'] },
    ]);
}
