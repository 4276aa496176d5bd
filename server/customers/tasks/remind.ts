import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { defineMailTemplate, queueTemplateMail } from '../../core/mail-templates.ts';
import { findWorkspace, listMembers, listWorkspaces } from '../../workspace/index.ts';
import { type TaskRow, takeReminders, updateTask } from './store/tasks.ts';

const KIND = 'task_reminder';
const REMINDERS_AT_ONCE = 100;

export function defineTaskMail({ publicUrl }: Config): void {
  defineMailTemplate({
    kind: KIND,
    catalog: 'tasks:mail.reminder',
    example: {
      person: { name: 'Ann Smith' },
      company: { name: 'Acme' },
      task: { title: 'Call Example Ltd', note: '…', due: '…' },
      link: `${publicUrl}/my-day`,
    },
  });
}

/** Sends every reminder that is due, once: to the assignee, or to everybody with the role while nobody has taken it. */
export async function remindEverywhere(config: Config): Promise<void> {
  for (const { id } of await listWorkspaces()) while ((await remindSome(config, id)) === REMINDERS_AT_ONCE);
}

async function remindSome({ publicUrl }: Config, workspaceId: string): Promise<number> {
  return inTransaction(async () => {
    const at = now();
    const tasks = await takeReminders(workspaceId, at, REMINDERS_AT_ONCE);
    const workspace = tasks.length > 0 ? await findWorkspace(workspaceId) : null;
    const members = tasks.length > 0 ? await listMembers(workspaceId) : [];
    for (const task of tasks) {
      for (const { name, email, locale: own } of members.filter((member) => isFor(task, member))) {
        const locale = own ?? workspace?.locale ?? 'en';
        await queueTemplateMail(workspaceId, {
          ...{ kind: KIND, to: email, locale },
          values: {
            person: { name },
            company: { name: workspace?.name ?? '' },
            task: {
              title: task.title,
              note: task.note ?? '',
              due: dueIn(locale, workspace?.timeZone ?? 'UTC', task),
            },
            link: `${publicUrl}/my-day?task=${task.id}`,
          },
        });
      }
      // When a task was changed is for people to say; a reminder does not change it.
      await updateTask(workspaceId, task.id, { remindedAt: at }, task.updatedAt);
    }
    return tasks.length;
  });
}

function isFor({ assigneeId, assigneeRole }: TaskRow, member: { userId: string; role: string }): boolean {
  return assigneeId ? member.userId === assigneeId : assigneeRole !== null && member.role === assigneeRole;
}

function dueIn(locale: string, timeZone: string, { dueOn, dueAt }: TaskRow): string {
  if (dueAt)
    return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(dueAt);
  if (!dueOn) return '';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(dueOn));
}
