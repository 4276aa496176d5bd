import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { db } from './db.ts';

/** How far back what is done is counted. */
const WAIT_DAYS = 90;

/** How things get on that somebody or something must deal with. Times are in minutes. */
export const Wait = z.object({
  waiting: z.number().int().describe('Now'),
  longestMinutes: z.number().nullable().describe('Since the first of those that wait came'),
  usualMinutes: z.number().nullable().describe('The median of those done in the last 90 days'),
  doneCount: z.number().int().describe('In the last 90 days'),
});
export type Wait = z.infer<typeof Wait>;

const NOTHING: Wait = { waiting: 0, longestMinutes: null, usualMinutes: null, doneCount: 0 };

/**
 * Counts things by when they began to wait and when that was over.
 * @param things a select of `key`, `began_at` and `ended_at`; without an end it waits, without a beginning the time is unknown
 */
export async function measureWaits<Key extends string>(
  keys: readonly Key[],
  things: RawBuilder<unknown>,
  now: Date,
): Promise<Record<Key, Wait>> {
  const isDone = sql`ended_at >= ${now}::timestamptz - make_interval(days => ${WAIT_DAYS})`;
  const { rows } = await sql<Wait & { key: Key }>`
    select key, (count(*) filter (where ended_at is null))::integer as waiting,
      (extract(epoch from ${now}::timestamptz - min(began_at) filter (where ended_at is null)) / 60)::double precision
        as longest_minutes,
      percentile_cont(0.5) within group (order by extract(epoch from ended_at - began_at) / 60)
        filter (where ${isDone}) as usual_minutes,
      (count(*) filter (where ${isDone}))::integer as done_count
    from (${things}) as things group by key`.execute(db());
  const told = new Map<string, Wait>(rows.map(({ key, ...wait }) => [key, wait]));
  return Object.fromEntries(keys.map((key) => [key, told.get(key) ?? NOTHING])) as Record<Key, Wait>;
}
