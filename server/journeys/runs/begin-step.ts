import type { Actor } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { queueMail } from '../../core/mail.ts';
import { words } from '../../core/words.ts';
import { appendTimeline, createTask, type MatchedAccount } from '../../customers/index.ts';
import { findRole, findWorkspace } from '../../workspace/index.ts';
import { dayAfter } from '../rules.ts';
import type { PlaybookStep } from '../schema.ts';
import { updateStep } from '../store/run-steps.ts';
import { type WrittenMail, writeMails } from './write-mail.ts';

/** Who takes care of an account that nobody has. */
const CARING_ROLE = 'success_manager';
/** Why a step was passed over; the catalogs have it in words. */
const NOBODY_TO_WRITE_TO = 'nobody';

interface Beginning {
  runId: string;
  place: number;
  step: PlaybookStep;
  account: MatchedAccount;
  /** The ISO day in the workspace's time zone. */
  today: string;
}

/** What a step does when its time has come: a mail leaves, or somebody gets a task. Call in a transaction. */
export async function beginStep(config: Config, actor: Actor, beginning: Beginning): Promise<void> {
  const { step } = beginning;
  if (step.kind === 'task') return giveTask(actor, beginning, { note: step.note, priority: step.priority });
  const mails = await writeMails(config, actor.workspaceId, { step, account: beginning.account });
  if (mails.length === 0) return passOver(actor, beginning);
  if (step.isAutomatic) return sendMails(actor, beginning, mails);
  return giveTask(actor, beginning, await taskOfMail(actor.workspaceId, mails));
}

async function giveTask(
  actor: Actor,
  { runId, place, step, account, today }: Beginning,
  about: { note: string | null; priority: 'low' | 'normal' | 'high'; personId?: string },
): Promise<void> {
  const { id } = await createTask(actor, {
    ...{ title: step.title, ...about, accountId: account.id, dueOn: dayAfter(today, step.dueDays) },
    ...(await assigneeOf(actor.workspaceId, step, account)),
  });
  const key = { runId, place };
  await updateStep(actor.workspaceId, key, { state: 'open', taskId: id, openedAt: actor.now });
}

async function assigneeOf(workspaceId: string, step: PlaybookStep, { ownerId }: MatchedAccount) {
  if (step.assigneeId) return { assigneeId: step.assigneeId };
  if (step.assigneeRole) return { assigneeId: null, assigneeRole: step.assigneeRole };
  if (ownerId) return { assigneeId: ownerId };
  const isThere = await findRole(workspaceId, CARING_ROLE);
  return { assigneeId: null, assigneeRole: isThere ? CARING_ROLE : null };
}

/** The mail as it would have left, for a person to send it. */
async function taskOfMail(workspaceId: string, mails: WrittenMail[]) {
  const locale = (await findWorkspace(workspaceId))?.locale ?? 'en';
  const note = mails
    .map((mail) => words(locale, 'playbooks:byHandNote', { ...mail, text: mail.words }))
    .join('\n\n———\n\n');
  return { note, priority: 'normal' as const, ...(mails[0] && { personId: mails[0].personId }) };
}

async function sendMails(
  actor: Actor,
  { runId, place, step, account }: Beginning,
  mails: WrittenMail[],
): Promise<void> {
  const { workspaceId, now: at, name } = actor;
  const mailIds: string[] = [];
  for (const { to, replyTo, subject, text, headers } of mails)
    mailIds.push(
      await queueMail(workspaceId, {
        ...{ kind: 'playbook_mail', to, subject, text, headers },
        ...(replyTo && { replyTo }),
      }),
    );
  await updateStep(
    workspaceId,
    { runId, place },
    { state: 'done', mailIds, openedAt: at, endedAt: at, endedByName: name },
  );
  await appendTimeline(
    workspaceId,
    mails.map(({ personId, subject }) => ({
      ...{ accountId: account.id, personId, at, kind: 'playbook_mail' },
      ...{ sourceId: `${runId} ${place} ${personId}`, code: 'playbooks:timeline.mail' },
      values: { subject, step: step.title },
    })),
  );
}

async function passOver({ workspaceId, now: at, name }: Actor, { runId, place }: Beginning): Promise<void> {
  await updateStep(
    workspaceId,
    { runId, place },
    { state: 'skipped', note: NOBODY_TO_WRITE_TO, openedAt: at, endedAt: at, endedByName: name },
  );
}
