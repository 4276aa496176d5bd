import { z } from 'zod';
import { amountNumber } from '../../core/money.ts';
import { tableOf } from '../../core/tables/table.ts';
import { words } from '../../core/words.ts';
import { defineExport } from '../../workspace/index.ts';
import { listRecoveries } from '../store/recoveries.ts';

/** All that was ever asked back. */
export function defineRecoveryExport(): void {
  defineExport({
    name: 'recoveries',
    permission: 'payouts.read',
    tag: 'Payouts',
    query: z.object({}),
    async read({ workspaceId, locale }) {
      const recoveries = await listRecoveries(workspaceId, null);
      return tableOf(
        {
          id: (recovery) => recovery.id,
          affiliate: (recovery) => recovery.affiliateName,
          affiliate_id: (recovery) => recovery.affiliateId,
          currency: (recovery) => recovery.currency,
          amount: (recovery) => amountNumber(recovery.amountMinor, recovery.currency),
          repaid: (recovery) => amountNumber(recovery.repaidMinor, recovery.currency),
          open: (recovery) => amountNumber(recovery.openMinor, recovery.currency),
          state: (recovery) => words(locale, `recoveries:state.${recovery.state}`),
          opened_at: (recovery) => recovery.openedAt,
          opened_by: (recovery) => recovery.openedByName,
          ended_at: (recovery) => recovery.endedAt,
          ended_by: (recovery) => recovery.endedByName,
          reason: (recovery) => recovery.endedBecause,
        },
        (async function* () {
          yield* recoveries;
        })(),
      );
    },
  });
}
