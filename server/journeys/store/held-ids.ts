import { holdRecordIds } from '../../customers/index.ts';

/** Where playbooks name accounts. Both accounts of a merge may be under way; each goes on to its own end. */
export function holdIdsOfRuns(): void {
  holdRecordIds([{ table: 'journeys.runs', column: 'account_id', object: 'account', key: ['id'] }]);
}
