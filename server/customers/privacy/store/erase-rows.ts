import { type RawBuilder, sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { type Erasure, WITHOUT_ADDRESSES } from '../erasure.ts';
import type { HeldData, PersonKeys } from '../held-data.ts';
import { isOf } from './held-rows.ts';

/** How many rows of a table go, are blanked, and stay as they are. */
export interface ErasedRows {
  removed: number;
  blanked: number;
  kept: number;
}

const NONE: ErasedRows = { removed: 0, blanked: 0, kept: 0 };

/** What erasing would do with the person's rows of this table. */
export async function countErased(
  workspaceId: string,
  held: HeldData,
  keys: PersonKeys,
): Promise<ErasedRows> {
  const condition = isOf(held, keys);
  if (!condition) return NONE;
  const { rows } = await sql<{ removed: number; staying: number }>`
    select count(*) filter (where ${goes(held, keys)})::integer as removed,
      count(*) filter (where not ${goes(held, keys)})::integer as staying
    from ${sql.table(held.table)} t where t.workspace_id = ${workspaceId} and (${condition})`.execute(db());
  const { removed, staying } = rows[0] ?? { removed: 0, staying: 0 };
  return { removed, ...stayingAs(held.erasure, staying) };
}

function stayingAs({ blanks, act }: Erasure, staying: number): Pick<ErasedRows, 'blanked' | 'kept'> {
  return blanks || act ? { blanked: staying, kept: 0 } : { blanked: 0, kept: staying };
}

/** Does with the person's rows of this table what its room says. Within a transaction. */
export async function eraseRows(workspaceId: string, held: HeldData, keys: PersonKeys): Promise<void> {
  const condition = isOf(held, keys);
  if (!condition) return;
  const { erasure, table } = held;
  const isTheirs = sql`t.workspace_id = ${workspaceId} and (${condition})`;
  if (erasure.act) await erasure.act(workspaceId, keys);
  if (erasure.blanks)
    await sql`update ${sql.table(table)} t set ${blanked(erasure.blanks, keys)}
      where ${isTheirs} and not ${goes(held, keys)}`.execute(db());
  if (erasure.removes)
    await sql`delete from ${sql.table(table)} t where ${isTheirs} and ${goes(held, keys)}`.execute(db());
}

function goes({ of, erasure: { removes } }: HeldData, keys: PersonKeys): RawBuilder<unknown> {
  if (removes === undefined) return sql`false`;
  if (removes === true) return sql`true`;
  if ('where' in removes) return sql`(${sql.raw(removes.where)})`;
  const { column } = removes;
  const named = isOf({ of: { [column]: of[column] ?? [] } }, keys);
  return sql`coalesce(${named ?? sql`false`}, false)`;
}

function blanked(blanks: NonNullable<Erasure['blanks']>, keys: PersonKeys): RawBuilder<unknown> {
  return sql.join(
    Object.entries(blanks).map(
      ([column, value]) =>
        sql`${sql.ref(column)} = ${value === WITHOUT_ADDRESSES ? withoutAddresses(column, keys) : sql.raw(value)}`,
    ),
  );
}

/** In JSON, whatever the letters' case. */
function withoutAddresses(column: string, keys: PersonKeys): RawBuilder<unknown> {
  const addresses = [...(keys.get('email') ?? [])].map((email) => email.replace(/[^\w@]/g, '\\$&'));
  if (addresses.length === 0) return sql`t.${sql.ref(column)}`;
  return sql`regexp_replace(t.${sql.ref(column)}::text, ${addresses.join('|')}, 'erased@erased.invalid', 'gi')::jsonb`;
}
