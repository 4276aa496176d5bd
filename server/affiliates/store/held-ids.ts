import { holdRecordIds } from '../../customers/index.ts';

/** Where the program names the people and accounts of the customer record. */
export function holdIdsOfProgram(): void {
  for (const table of ['affiliates.affiliates', 'affiliates.invitations', 'affiliates.asks'])
    holdRecordIds([
      { table, column: 'account_id', object: 'account', key: ['id'] },
      { table, column: 'person_id', object: 'person', key: ['id'] },
    ]);
}
