import { rowsAfter, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { handOffReaderOf, withReceivers } from './read-hand-offs.ts';
import { HandOffFilters } from './schema.ts';
import { nextHandOffs } from './store/hand-offs.ts';

const ROWS_PER_READ = 1_000;

/** Every hand-off that matches the filters, in the order in which they were made. */
export function defineHandOffExport(): void {
  defineExport({
    name: 'hand-offs',
    permission: 'accounts.read',
    tag: 'Hand-offs',
    query: HandOffFilters,
    async read(actor, filters) {
      const reader = await handOffReaderOf(actor);
      return tableOf(
        {
          id: (handOff) => handOff.id,
          record: (handOff) => handOff.recordName,
          account_id: (handOff) => handOff.accountId,
          person_id: (handOff) => handOff.personId,
          from: (handOff) => handOff.fromName,
          to: (handOff) => handOff.toName ?? handOff.toRole,
          state: (handOff) => handOff.state,
          created_at: (handOff) => handOff.createdAt,
          accepted_at: (handOff) => handOff.acceptedAt,
          accepted_by: (handOff) => handOff.acceptedByName,
          ended_at: (handOff) => handOff.endedAt,
          ended_by: (handOff) => handOff.endedByName,
          reason: (handOff) => handOff.reason,
          note: (handOff) => handOff.note,
          waited_minutes: (handOff) => handOff.waitedMinutes,
          held_minutes: (handOff) => handOff.heldMinutes,
          deal_id: (handOff) => handOff.dealId,
        },
        rowsAfter(async (afterId) =>
          withReceivers(
            actor.workspaceId,
            await nextHandOffs(reader, filters, { afterId, limit: ROWS_PER_READ }),
          ),
        ),
      );
    },
  });
}
