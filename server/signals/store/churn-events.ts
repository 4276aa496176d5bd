import type { Day } from '../schema/inputs.ts';
import type { Fact, FactTable } from './fact-table.ts';

export interface ChurnEventRow extends Fact {
  accountId: string;
  churnedOn: Day;
  reason: string | null;
  comment: string | null;
  refundMinor: number | null;
  currency: string | null;
  isReactivation: boolean;
}

export const CHURN_EVENTS: FactTable<ChurnEventRow> = {
  name: 'signals.churn_events',
  columns: {
    id: 'text',
    externalId: 'text',
    accountId: 'text',
    churnedOn: 'date',
    reason: 'text',
    comment: 'text',
    refundMinor: 'bigint',
    currency: 'text',
    isReactivation: 'boolean',
  },
};
