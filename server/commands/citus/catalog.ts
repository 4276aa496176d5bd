import type { PoolClient } from 'pg';

/** A table as Citus looks at it. */
export interface CatalogTable {
  /** With its schema. */
  name: string;
  hasWorkspace: boolean;
  isQueue: boolean;
  /** Unique and primary keys and exclusion constraints, with the columns that are compared for equality. */
  keys: { name: string; columns: string[] }[];
  foreignKeys: { name: string; refers: string; columns: string[]; referred: string[] }[];
  triggers: CatalogTrigger[];
}

export interface CatalogTrigger {
  name: string;
  isRow: boolean;
  isDeferred: boolean;
  firesOnTruncate: boolean;
  hasTransitionTable: boolean;
  function: string;
  /** The text of its function. */
  source: string;
}

export interface CatalogFunction {
  name: string;
  /** Its first argument is the workspace, so it could run where the workspace's rows are. */
  takesWorkspace: boolean;
}

export interface Catalog {
  tables: CatalogTable[];
  functions: CatalogFunction[];
}

/** Our tables without their partitions, which follow their parent, and the job queue's. */
const OURS = `c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_'
  and n.nspname not in ('information_schema', 'public', 'citus', 'columnar')`;

const COLUMNS = (numbers: string, of: string) =>
  `coalesce((select json_agg(a.attname order by k.place) from unnest(${numbers}) with ordinality k (number, place)
    join pg_attribute a on a.attrelid = ${of} and a.attnum = k.number), '[]')`;

/** An exclusion compares some columns for equality: those count. */
const KEYS = `coalesce((select json_agg(json_build_object('name', i.indexrelid::regclass::text, 'columns',
    coalesce((select json_agg(a.attname order by k.place)
      from unnest(i.indkey) with ordinality k (number, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
      left join pg_constraint x on x.conindid = i.indexrelid and x.contype = 'x'
      left join pg_operator o on o.oid = x.conexclop[k.place]
      where o.oprname is null or o.oprname = '='), '[]')))
  from pg_index i where i.indrelid = c.oid and (i.indisunique or i.indisexclusion)), '[]')`;

const FOREIGN_KEYS = `coalesce((select json_agg(json_build_object('name', f.conname,
    'refers', rn.nspname || '.' || r.relname, 'columns', ${COLUMNS('f.conkey', 'f.conrelid')},
    'referred', ${COLUMNS('f.confkey', 'f.confrelid')}))
  from pg_constraint f join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace
  where f.conrelid = c.oid and f.contype = 'f' and f.conparentid = 0), '[]')`;

/** Bits of `tgtype`: 1 for each row, 32 on truncate. */
const TRIGGERS = `coalesce((select json_agg(json_build_object('name', t.tgname, 'isRow', t.tgtype & 1 = 1,
    'isDeferred', t.tgdeferrable, 'firesOnTruncate', t.tgtype & 32 = 32,
    'hasTransitionTable', t.tgnewtable is not null or t.tgoldtable is not null,
    'function', t.tgfoid::regproc::text, 'source', p.prosrc) order by t.tgname)
  from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgrelid = c.oid and not t.tgisinternal), '[]')`;

export async function readCatalog(client: PoolClient): Promise<Catalog> {
  const { rows: tables } = await client.query<CatalogTable>(`
    select n.nspname || '.' || c.relname as name, n.nspname = 'graphile_worker' as "isQueue",
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id'
        and not a.attisdropped) as "hasWorkspace",
      ${KEYS} as keys, ${FOREIGN_KEYS} as "foreignKeys", ${TRIGGERS} as triggers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} order by 1`);
  const { rows: functions } = await client.query<CatalogFunction>(`
    select p.oid::regprocedure::text as name,
      coalesce(p.proargnames[1] in ('p_workspace', 'in_workspace_id'), false) as "takesWorkspace"
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in (select distinct tn.nspname from pg_class t join pg_namespace tn on tn.oid = t.relnamespace
        join pg_attribute a on a.attrelid = t.oid where a.attname = 'workspace_id')
      and p.prorettype <> 'trigger'::regtype
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by 1`);
  return { tables, functions };
}
