import { sql } from 'kysely';
import { db } from './db.ts';
import type { MailState } from './mail-outbox.ts';

/** How the mail server's final word begins that nobody has this address (RFC 5321, 4.2.1: codes of 5xx). */
const REFUSED_FOR_GOOD = '%recipients were rejected: 5%';

/** Which of these addresses, in small letters, the last mail could not reach because nobody has them. */
export async function findUndeliverable(workspaceId: string, addresses: string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const { rows } = await sql<{ address: string }>`
    select asked.address from unnest(${addresses}::text[]) as asked(address)
    cross join lateral (
      select state, error from core.mails
      where workspace_id = ${workspaceId} and lower(recipient) = asked.address and state in ('sent', 'failed')
      order by id desc limit 1) as latest
    where latest.state = 'failed' and latest.error like ${REFUSED_FOR_GOOD}`.execute(db());
  return new Set(rows.map(({ address }) => address));
}

/** How many of these mails are in each state. */
export async function countMailStates(
  workspaceId: string,
  ids: string[],
): Promise<Partial<Record<MailState, number>>> {
  const rows = await db()
    .selectFrom('core.mails')
    .select(['state', sql<number>`count(*)`.as('count')])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
