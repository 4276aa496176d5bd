import { rowsAfter, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { listOwnerEmails } from '../owners.ts';
import { TaskFilters } from './schema.ts';
import { taskReaderOf } from './store/conditions.ts';
import { nextTasks } from './store/list-tasks.ts';

const ROWS_PER_READ = 1_000;

/** Every task that matches the filters, in the order in which the tasks were made. */
export function defineTaskExport(): void {
  defineExport({
    name: 'tasks',
    permission: 'tasks.read',
    tag: 'Tasks',
    query: TaskFilters,
    async read(actor, filters) {
      const emails = await listOwnerEmails(actor.workspaceId);
      const reader = await taskReaderOf(actor);
      return tableOf(
        {
          id: (task) => task.id,
          external_id: (task) => task.externalId,
          title: (task) => task.title,
          note: (task) => task.note,
          due_on: (task) => task.dueOn,
          due_at: (task) => task.dueAt,
          priority: (task) => task.priority,
          state: (task) => task.state,
          assignee_email: (task) => emails.get(task.assigneeId ?? ''),
          assignee_role: (task) => task.assigneeRole,
          account: (task) => task.account?.name,
          person: (task) => task.person?.name,
          deal: (task) => task.deal?.name,
          is_blocked: (task) => task.isBlocked,
          recurrence: (task) => task.recurrence,
          closed_at: (task) => task.closedAt,
          closed_by: (task) => task.closedByName,
          created_at: (task) => task.createdAt,
          created_by: (task) => task.createdByName,
        },
        rowsAfter((afterId) => nextTasks(reader, filters, afterId, ROWS_PER_READ)),
      );
    },
  });
}
