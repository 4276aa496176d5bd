import { type RawBuilder, sql } from 'kysely';
import { db } from './db.ts';

/** For each key, whether the workspace has a row of that kind; one statement, which stops at the first row of each. */
export async function seekEach<Key extends string>(
  questions: Record<Key, RawBuilder<unknown>>,
): Promise<Record<Key, boolean>> {
  const asked = Object.entries<RawBuilder<unknown>>(questions);
  const parts = asked.map(([key, rows]) => sql`select ${key}::text as key, exists(${rows}) as found`);
  const { rows } = await sql<{ key: Key; found: boolean }>`${sql.join(parts, sql` union all `)}`.execute(
    db(),
  );
  return Object.fromEntries(rows.map(({ key, found }) => [key, found])) as Record<Key, boolean>;
}
