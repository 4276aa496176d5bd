import { holdRecordIds } from '../../customers/index.ts';

export const USAGE_DAYS = 'signals.usage_days';

/** Where facts name accounts and people. */
export function holdIdsOfFacts(): void {
  holdRecordIds([
    ...ofAccounts(
      'signals.subscriptions',
      'signals.tickets',
      'signals.survey_answers',
      'signals.churn_events',
      'signals.survey_asks',
    ),
    ...(['signals.tickets', 'signals.survey_answers', 'signals.survey_asks'] as const).map((table) => {
      return { table, column: 'person_id', object: 'person' as const, key: ['id'] };
    }),
    {
      ...{ table: 'signals.subscription_terms', column: 'account_id', object: 'account' },
      key: ['subscription_id', 'from_on'],
    },
    {
      ...{ table: 'signals.cost_targets', column: 'account_id', object: 'account' },
      key: ['cost_id', 'account_id'],
      once: ['cost_id'],
    },
    {
      ...{ table: 'signals.usage_accounts', column: 'account_id', object: 'account' },
      key: ['account_id'],
      once: [],
      joins: { last_used_at: 'latest' },
    },
    usageDays('account', 'account_id', ['day', 'feature', 'person_id']),
    usageDays('person', 'person_id', ['account_id', 'day', 'feature']),
    ...['account', 'person'].map((object) => ({
      ...{ table: 'signals.usage_events', column: `${object}_id`, object: object as 'account' | 'person' },
      settled: 'Raw events are many: a job brings them over after the merge, and the roll-up goes with it.',
    })),
    {
      ...{ table: 'signals.mrr_movements', column: 'account_id', object: 'account' },
      settled: 'They are derived anew from the terms, within the merge.',
    },
    {
      ...{ table: 'signals.changed_accounts', column: 'account_id', object: 'account' },
      settled: 'A mark that something is to be told; the account that stays gets its own.',
    },
  ]);
}

function ofAccounts(...tables: string[]) {
  return tables.map((table) => ({ table, column: 'account_id', object: 'account' as const, key: ['id'] }));
}

function usageDays(object: 'account' | 'person', column: string, once: string[]) {
  return {
    ...{ table: USAGE_DAYS, column, object, once },
    key: [column, ...once],
    joins: { quantity: 'sum', duration_seconds: 'sum', error_count: 'sum', last_at: 'latest' } as const,
  };
}
