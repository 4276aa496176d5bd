import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';

/** One ask per person within this time, across the whole company. */
export const ASK_CAP_DAYS = 90;

const DAY_MS = 86_400_000;
const INSERTED_ROWS = 1_000;

export interface Ask {
  personId: string;
  accountId: string | null;
  askedAt: Date;
}

/** Every ask at or after `since`, oldest first. */
export async function listAsks(workspaceId: string, since: Date): Promise<Ask[]> {
  return db()
    .selectFrom('affiliates.asks')
    .select(['personId', 'accountId', 'askedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('askedAt', '>=', since)
    .orderBy('askedAt')
    .execute();
}

/**
 * Writes asks, dropping every one that the cap forbids; the database decides, also between two at once.
 * @returns the persons whose ask was written.
 */
export async function insertAsks(workspaceId: string, asks: Ask[]): Promise<string[]> {
  const written: string[] = [];
  for (let start = 0; start < asks.length; start += INSERTED_ROWS) {
    const rows = await db()
      .insertInto('affiliates.asks')
      .values(
        asks.slice(start, start + INSERTED_ROWS).map((ask) => ({
          workspaceId,
          id: newId('ask'),
          ...ask,
          askedAs: ask.personId,
          restsUntil: new Date(ask.askedAt.getTime() + ASK_CAP_DAYS * DAY_MS),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('personId')
      .execute();
    written.push(...rows.map((row) => row.personId));
  }
  return written;
}

/** The person's ask that rests longest beyond `at`, whoever they were known as when they were asked. */
export async function findRestingAsk(workspaceId: string, personId: string, at: Date) {
  return db()
    .selectFrom('affiliates.asks')
    .select(['askedAt', 'restsUntil'])
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .where(sql`rests_until`, '>', at)
    .orderBy('restsUntil', 'desc')
    .executeTakeFirst();
}
