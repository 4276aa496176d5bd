import { rowsAfter, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { ActivityFilters } from './schema.ts';
import { nextActivities } from './store/list-activities.ts';

const ROWS_PER_READ = 1_000;

/** Every note, call, meeting and piece of work that matches the filters, in the order in which they were written down. */
export function defineActivityExport(): void {
  defineExport({
    name: 'activities',
    permission: 'accounts.read',
    tag: 'Activities',
    query: ActivityFilters,
    read(actor, filters) {
      const rows = rowsAfter((afterId) => nextActivities(actor, filters, afterId, ROWS_PER_READ));
      return tableOf(
        {
          id: (activity) => activity.id,
          external_id: (activity) => activity.externalId,
          kind: (activity) => activity.kind,
          at: (activity) => activity.at,
          account: (activity) => activity.accountName,
          person: (activity) => activity.personName,
          people: (activity) => activity.people.map(({ name }) => name).join(', '),
          direction: (activity) => activity.direction,
          duration_minutes: (activity) => activity.durationMinutes,
          outcome: (activity) => activity.outcome,
          text: (activity) => activity.body,
          next_step: (activity) => activity.nextStep,
          next_step_on: (activity) => activity.nextStepOn,
          author: (activity) => activity.authorName,
          edited_at: (activity) => activity.editedAt,
          created_at: (activity) => activity.createdAt,
        },
        rows,
      );
    },
  });
}
