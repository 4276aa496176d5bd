import { type RawBuilder, sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { type Joining, type MovingId, nameOf } from '../held-ids.ts';

/** The two records of a merge. */
export interface MovePlan {
  workspaceId: string;
  mergeId: string;
  keptId: string;
  mergedId: string;
}

const id = sql.id;

/** Gives the rows of the record that is gone to the one that stays, and notes each. @returns how many rows that were. */
export async function moveRows(held: MovingId, plan: MovePlan): Promise<number> {
  const joined = held.once ? await joinRows(held, held.once, plan) : 0;
  const { workspaceId, mergeId, keptId, mergedId } = plan;
  const table = sql.table(held.table);
  const key = sql.join(held.key.flatMap((name) => [sql`${name}::text`, sql`t.${id(name)}`]));
  const { numAffectedRows } = await sql`
    with moved as (
      update ${table} t set ${id(held.column)} = ${keptId}
      where t.workspace_id = ${workspaceId} and t.${id(held.column)} = ${mergedId}
      returning jsonb_build_object(${key}) as row_key
    )
    insert into customers.merge_moves (workspace_id, merge_id, held, row_key)
    select ${workspaceId}, ${mergeId}, ${nameOf(held)}, row_key from moved`.execute(db());
  return joined + Number(numAffectedRows ?? 0);
}

/** Where both records have the same row, makes one of the two, and notes what both were. */
async function joinRows(held: MovingId, once: readonly string[], plan: MovePlan): Promise<number> {
  const { workspaceId, mergeId, keptId, mergedId } = plan;
  const table = sql.table(held.table);
  const column = id(held.column);
  const meets = all([
    sql`m.workspace_id = ${workspaceId} and m.${column} = ${mergedId}`,
    sql`k.workspace_id = ${workspaceId} and k.${column} = ${keptId}`,
    ...once.map((name) => sql`k.${id(name)} = m.${id(name)}`),
  ]);
  const joins = Object.entries(held.joins ?? {});
  const updated =
    joins.length === 0
      ? sql`select null::jsonb as after where false`
      : sql`update ${table} k set ${sql.join(joins.map(([name, how]) => sql`${id(name)} = ${join(name, how)}`))}
        from ${table} m where ${meets} returning to_jsonb(k) as after`;
  const isSame = all([sql`true`, ...once.map((name) => sql`u.after->${name} = c.gone->${name}`)]);
  const { numAffectedRows } = await sql`
    with clash as materialized (
      select to_jsonb(m) as gone, to_jsonb(k) as before from ${table} m join ${table} k on ${meets}
    ), updated as (${updated}), deleted as (
      delete from ${table} m using ${table} k where ${meets}
    )
    insert into customers.merge_moves (workspace_id, merge_id, held, gone, kept_before, kept_after)
    select ${workspaceId}, ${mergeId}, ${nameOf(held)}, c.gone, c.before, u.after
    from clash c left join updated u on ${isSame}`.execute(db());
  return Number(numAffectedRows ?? 0);
}

function join(name: string, how: Joining): RawBuilder<unknown> {
  const kept = sql`k.${id(name)}`;
  const gone = sql`m.${id(name)}`;
  if (how === 'sum') return sql`${kept} + ${gone}`;
  if (how === 'latest') return sql`greatest(${kept}, ${gone})`;
  if (how === 'fill') return sql`coalesce(${kept}, ${gone})`;
  const by = id(how.newestBy);
  return sql`case when m.${by} > k.${by} then ${gone} else ${kept} end`;
}

/** The names of the columns in which a merge moved anything. */
export async function listMoved(workspaceId: string, mergeId: string): Promise<string[]> {
  const rows = await db()
    .selectFrom('customers.mergeMoves')
    .select('held')
    .distinct()
    .where('workspaceId', '=', workspaceId)
    .where('mergeId', '=', mergeId)
    .execute();
  return rows.map(({ held }) => held);
}

/** Gives back what a merge moved. What came to the record that stays afterwards is its own. */
export async function returnRows(held: MovingId, plan: MovePlan): Promise<void> {
  const { workspaceId, mergeId, keptId, mergedId } = plan;
  const table = sql.table(held.table);
  const column = id(held.column);
  const sameKey = held.key
    .filter((name) => name !== held.column)
    .map((name) => sql`t.${id(name)} = r.${id(name)}`);
  await sql`
    update ${table} t set ${column} = ${mergedId}
    from customers.merge_moves v, lateral jsonb_populate_record(null::${table}, v.row_key) r
    where v.workspace_id = ${workspaceId} and v.merge_id = ${mergeId} and v.held = ${nameOf(held)}
      and v.row_key is not null and t.workspace_id = ${workspaceId} and t.${column} = ${keptId}
      and ${all([sql`true`, ...sameKey])}`.execute(db());
  if (held.once) await partRows(held, held.once, plan);
}

async function partRows(held: MovingId, once: readonly string[], plan: MovePlan): Promise<void> {
  const { workspaceId, mergeId, keptId } = plan;
  const table = sql.table(held.table);
  const noted = sql`v.workspace_id = ${workspaceId} and v.merge_id = ${mergeId} and v.held = ${nameOf(held)}
    and v.gone is not null`;
  const joins = Object.entries(held.joins ?? {});
  if (joins.length > 0)
    await sql`
      update ${table} k set ${sql.join(joins.map(([name, how]) => sql`${id(name)} = ${part(name, how)}`))}
      from customers.merge_moves v, lateral jsonb_populate_record(null::${table}, v.gone) m,
        lateral jsonb_populate_record(null::${table}, v.kept_before) b,
        lateral jsonb_populate_record(null::${table}, v.kept_after) a
      where ${noted} and k.workspace_id = ${workspaceId} and k.${id(held.column)} = ${keptId}
        and ${all([sql`true`, ...once.map((name) => sql`k.${id(name)} = m.${id(name)}`)])}`.execute(db());
  await sql`
    insert into ${table} select r.* from customers.merge_moves v,
      lateral jsonb_populate_record(null::${table}, v.gone) r
    where ${noted}`.execute(db());
}

/** A sum gives back the other's share; anything else goes back to what it was, unless it was changed since. */
function part(name: string, how: Joining): RawBuilder<unknown> {
  const column = id(name);
  if (how === 'sum') return sql`k.${column} - m.${column}`;
  return sql`case when k.${column} is not distinct from a.${column} then b.${column} else k.${column} end`;
}

function all(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(conditions, sql` and `);
}
