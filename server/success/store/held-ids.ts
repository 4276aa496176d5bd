import { holdRecordIds } from '../../customers/index.ts';

/** Where judgments name accounts. What is computed is computed anew; what a person said is kept. */
export function holdIdsOfJudgments(): void {
  const ofAccount = { column: 'account_id', object: 'account' } as const;
  holdRecordIds([
    { ...ofAccount, table: 'success.account_scores', key: ['account_id'], once: [], isDerived: true },
    { ...ofAccount, table: 'success.health_changes', key: ['id'], isDerived: true },
    {
      ...{ ...ofAccount, table: 'success.health_overrides', key: ['account_id'], once: [] },
      joins: newest('score', 'reason', 'author', 'expires_at'),
    },
    {
      ...{ ...ofAccount, table: 'success.health_pulses', key: ['account_id'], once: [] },
      joins: newest('value', 'note', 'author', 'expires_at'),
    },
    { ...ofAccount, table: 'success.opportunities', key: ['id'], once: ['open_kind'], isDerived: true },
    {
      ...{ ...ofAccount, table: 'success.stale_accounts' },
      settled: 'A mark that an account is to be scored; the one that stays gets its own.',
    },
  ]);
}

function newest(...columns: string[]) {
  return Object.fromEntries(['at', ...columns].map((column) => [column, { newestBy: 'at' }]));
}
