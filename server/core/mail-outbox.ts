import { sql } from 'kysely';
import { db } from './db.ts';
import { newId } from './ids.ts';
import { requeueMail } from './mail.ts';
import { decodeCursor, toPage } from './page.ts';
import { rowsAfter } from './tables/table.ts';

export const MAIL_STATES = ['queued', 'held', 'sent', 'failed', 'discarded'] as const;
export type MailState = (typeof MAIL_STATES)[number];

interface MailQuery {
  limit: number;
  cursor?: string;
  state?: MailState;
  kind?: string;
}

const summaryColumns = [
  'id',
  'kind',
  'state',
  'recipient',
  'subject',
  'error',
  'createdAt',
  'sentAt',
] as const;

/** Newest first, without the bodies. */
export async function pageOfMails(workspaceId: string, query: MailQuery) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('core.mails')
    .select(summaryColumns)
    .where('workspaceId', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.state) select = select.where('state', '=', query.state);
  if (query.kind) select = select.where('kind', '=', query.kind);
  if (after) select = select.where('id', '<', after.id);
  const rows = (await select.execute()).map((row) => ({ ...row, state: row.state as MailState }));
  return toPage(rows, query.limit, (row) => ({ value: null, id: row.id }));
}

export async function findMail(workspaceId: string, id: string) {
  const row = await db()
    .selectFrom('core.mails')
    .select([...summaryColumns, 'sender', 'replyTo', 'bodyText as text'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? { ...row, state: row.state as MailState } : null;
}

/** Queues a held or failed mail. @returns false when it is in another state. */
export async function releaseMail(workspaceId: string, id: string): Promise<boolean> {
  const row = await db()
    .updateTable('core.mails')
    .set({ state: 'queued', error: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', 'in', ['held', 'failed'])
    .returning('id')
    .executeTakeFirst();
  if (row) await requeueMail(workspaceId, id);
  return row !== undefined;
}

/**
 * Queues a copy of a sent mail and returns its id: a mail with the id of one that arrived would be dropped on the way.
 */
export async function copyMail(workspaceId: string, id: string): Promise<string> {
  const copyId = newId('mail');
  await sql`insert into core.mails
      (workspace_id, id, kind, sender, recipient, reply_to, subject, body_text, body_html, headers)
    select workspace_id, ${copyId}, kind, sender, recipient, reply_to, subject, body_text, body_html, headers
    from core.mails where workspace_id = ${workspaceId} and id = ${id}`.execute(db());
  await requeueMail(workspaceId, copyId);
  return copyId;
}

/** Keeps a mail from being sent; the row stays as a record. @returns false when it was sent already. */
export async function discardMail(workspaceId: string, id: string): Promise<boolean> {
  const row = await db()
    .updateTable('core.mails')
    .set({ state: 'discarded', error: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'held', 'failed'])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function countMails(workspaceId: string): Promise<Record<MailState, number>> {
  const rows = await db()
    .selectFrom('core.mails')
    .select(['state', sql<number>`count(*)`.as('count')])
    .where('workspaceId', '=', workspaceId)
    .groupBy('state')
    .execute();
  const counts = new Map(rows.map((row) => [row.state, row.count]));
  return Object.fromEntries(MAIL_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<
    MailState,
    number
  >;
}

/** The newest mails to any of these addresses (in small letters), without the bodies. */
export async function listMailsTo(workspaceId: string, addresses: readonly string[], limit: number) {
  if (addresses.length === 0) return [];
  const rows = await db()
    .selectFrom('core.mails')
    .select(summaryColumns)
    .where('workspaceId', '=', workspaceId)
    .where(sql`lower(recipient)`, 'in', addresses)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as MailState }));
}

const MAILS_PER_READ = 200;

/** Every mail to one of these addresses (in small letters), with its text, oldest first. */
export async function* eachMailTo(workspaceId: string, addresses: readonly string[]) {
  if (addresses.length === 0) return;
  yield* rowsAfter((afterId) =>
    db()
      .selectFrom('core.mails')
      .select([...summaryColumns, 'sender', 'replyTo', 'bodyText', 'bodyHtml', 'headers'])
      .where('workspaceId', '=', workspaceId)
      .where(sql`lower(recipient)`, 'in', addresses)
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(MAILS_PER_READ)
      .execute(),
  );
}

/** Forgets every mail to one of these addresses (in small letters); one that waits is not sent. @returns how many */
export async function deleteMailsTo(workspaceId: string, addresses: readonly string[]): Promise<number> {
  if (addresses.length === 0) return 0;
  const { numDeletedRows } = await db()
    .deleteFrom('core.mails')
    .where('workspaceId', '=', workspaceId)
    .where(sql`lower(recipient)`, 'in', addresses)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

const FINISHED: MailState[] = ['sent', 'discarded'];

/** Mails from before then that nothing waits for. */
export async function countMailsBefore(workspaceId: string, before: Date): Promise<number> {
  const { count } = await db()
    .selectFrom('core.mails')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('createdAt', '<', before)
    .where('state', 'in', FINISHED)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** @returns how many there were. */
export async function deleteMailsBefore(workspaceId: string, before: Date): Promise<number> {
  const { numDeletedRows } = await db()
    .deleteFrom('core.mails')
    .where('workspaceId', '=', workspaceId)
    .where('createdAt', '<', before)
    .where('state', 'in', FINISHED)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
