import { sql } from 'kysely';
import { createTransport, type Transporter } from 'nodemailer';
import { db } from './db.ts';
import { newId } from './ids.ts';
import { addJob, defineTask } from './jobs.ts';

const SEND_TASK = 'core.send-mail';
const DEFAULT_FROM = 'Goodword <no-reply@localhost>';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  from?: string;
  replyTo?: string;
  /** What it is for ("invitation"), shown in the outbox. */
  kind: string;
  headers?: Record<string, string>;
}

let transport: Transporter | null = null;

/** Without an address, mails stay in the outbox as held and are sent from there once there is one. */
export function openMail(smtpUrl: string | null): void {
  transport = smtpUrl ? createTransport(smtpUrl, { disableFileAccess: true, disableUrlAccess: true }) : null;
}

export function canSendMail(): boolean {
  return transport !== null;
}

/** Puts a mail into the outbox in the act's transaction, and queues its sending. Returns its id. */
export async function queueMail(workspaceId: string, mail: Mail): Promise<string> {
  const id = newId('mail');
  await db()
    .insertInto('core.mails')
    .values({
      workspaceId,
      id,
      kind: mail.kind,
      sender: mail.from ?? DEFAULT_FROM,
      recipient: mail.to,
      replyTo: mail.replyTo ?? null,
      subject: mail.subject,
      bodyText: mail.text,
      bodyHtml: mail.html ?? null,
      headers: JSON.stringify(mail.headers ?? {}),
    })
    .execute();
  await requeueMail(workspaceId, id);
  return id;
}

/** Queues the sending of a mail of the outbox; a sending that waits already is replaced. */
export async function requeueMail(workspaceId: string, id: string): Promise<void> {
  await addJob(SEND_TASK, { workspaceId, id }, { key: id });
}

/** Queues every held mail: used when a mail server has been set up. @returns how many there were. */
export async function requeueHeldMails(workspaceId: string): Promise<number> {
  const { rows } = await sql`
    with released as (
      update core.mails set state = 'queued' where workspace_id = ${workspaceId} and state = 'held'
      returning workspace_id, id
    )
    select graphile_worker.add_job(${SEND_TASK}, json_build_object('workspaceId', workspace_id, 'id', id),
      job_key => id) from released`.execute(db());
  return rows.length;
}

defineTask(SEND_TASK, async (payload) => {
  const key = payload as { workspaceId: string; id: string };
  const mail = await db()
    .selectFrom('core.mails')
    .selectAll()
    .where('workspaceId', '=', key.workspaceId)
    .where('id', '=', key.id)
    .executeTakeFirst();
  if (!mail || mail.state === 'sent' || mail.state === 'discarded') return;
  if (!transport) return markMail(key, { state: 'held' });
  try {
    await transport.sendMail({
      from: mail.sender,
      to: mail.recipient,
      replyTo: mail.replyTo ?? undefined,
      subject: mail.subject,
      text: mail.bodyText,
      html: mail.bodyHtml ?? undefined,
      headers: mail.headers as Record<string, string>,
      // The same id on every attempt lets receivers drop a repeat after a crash between sending and marking.
      messageId: `<${mail.id}@goodword>`,
    });
  } catch (error) {
    await markMail(key, { state: 'failed', error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
  await markMail(key, { state: 'sent', error: null, sentAt: sql<Date>`now()` });
});

async function markMail(
  key: { workspaceId: string; id: string },
  change: { state: string; error?: string | null; sentAt?: ReturnType<typeof sql<Date>> },
): Promise<void> {
  await db()
    .updateTable('core.mails')
    .set(change)
    .where('workspaceId', '=', key.workspaceId)
    .where('id', '=', key.id)
    .execute();
}
