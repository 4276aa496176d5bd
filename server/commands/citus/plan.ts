import type { Catalog, CatalogTable, CatalogTrigger } from './catalog.ts';

export const WORKSPACE = 'workspace_id';

/** Tables that are the same on every machine, and why: above workspaces, or asked about before one is known. */
export const REFERENCE_TABLES: Record<string, string> = {
  'workspace.identities': 'one person may belong to several workspaces',
  'workspace.sessions': 'belongs to a person, above workspaces',
  'workspace.credentials': 'belongs to a person, above workspaces',
  'workspace.verifications': 'belongs to a person, above workspaces',
  'workspace.two_factors': 'belongs to a person, above workspaces',
  'workspace.workspaces': 'its slug is unique over all workspaces, and finds one before it is known',
};

/** Tables that stay on the coordinator alone, and why. */
const LOCAL_TABLES: Record<string, string> = {
  'core.migrations': 'only migrations read it, and they run on the coordinator',
};
const QUEUE_REASON = 'the job queue works on the coordinator alone';
const DISTRIBUTED_REASON = 'every row belongs to one workspace; all of them lie together on one machine';

export interface Step {
  table: string;
  kind: 'distributed' | 'reference' | 'local';
  /** The first distributed table: the rows of one workspace lie on one machine in all of them. */
  colocateWith: string | null;
  reason: string;
}

/** What stands in the way, or what one has to know; and what to do. */
export interface Remark {
  what: string;
  advice: string;
}

export interface Plan {
  /** In the order in which they can be taken: what a table refers to comes before it. */
  steps: Step[];
  /** While there are any, nothing is changed. */
  faults: Remark[];
  notes: Remark[];
}

/** How the tables lie on a cluster, from the catalog alone. */
export function planDistribution({ tables, functions }: Catalog): Plan {
  const kinds = new Map(tables.map((table) => [table.name, kindOf(table)]));
  const ordered = inOrder(tables, kinds);
  const first = ordered.find(({ name }) => kinds.get(name) === 'distributed')?.name ?? null;
  return {
    steps: ordered.map(({ name, isQueue }) => {
      const kind = kinds.get(name) ?? 'local';
      const colocateWith = kind === 'distributed' && name !== first ? first : null;
      return { table: name, kind, colocateWith, reason: reasonOf(name, kind, isQueue) };
    }),
    faults: ordered.flatMap((table) => faultsOf(table, kinds)),
    notes: [
      ...ordered.flatMap((table) => triggerNotes(table, kinds)),
      ...functions.map(({ name, takesWorkspace }) => functionNote(name, takesWorkspace)),
    ],
  };
}

function kindOf({ name, hasWorkspace, isQueue }: CatalogTable): Step['kind'] {
  if (REFERENCE_TABLES[name]) return 'reference';
  if (isQueue || LOCAL_TABLES[name]) return 'local';
  return hasWorkspace ? 'distributed' : 'local';
}

function reasonOf(name: string, kind: Step['kind'], isQueue: boolean): string {
  if (kind === 'distributed') return DISTRIBUTED_REASON;
  return REFERENCE_TABLES[name] ?? (isQueue ? QUEUE_REASON : (LOCAL_TABLES[name] ?? 'nobody has said why'));
}

const RANK = { reference: 0, distributed: 1, local: 2 };

function inOrder(tables: CatalogTable[], kinds: Map<string, Step['kind']>): CatalogTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<CatalogTable>();
  const place = (table: CatalogTable, above: Set<string>) => {
    if (ordered.has(table) || above.has(table.name)) return;
    for (const { refers } of table.foreignKeys) {
      const referred = byName.get(refers);
      if (referred && referred !== table) place(referred, new Set([...above, table.name]));
    }
    ordered.add(table);
  };
  const rankOf = ({ name }: CatalogTable) => RANK[kinds.get(name) ?? 'local'];
  for (const table of tables.toSorted((one, other) => rankOf(one) - rankOf(other))) place(table, new Set());
  return [...ordered];
}

/** What Citus cannot carry. Source: its documentation on unique constraints and foreign keys. */
function faultsOf(table: CatalogTable, kinds: Map<string, Step['kind']>): Remark[] {
  const kind = kinds.get(table.name);
  const faults: Remark[] = [];
  if (kind === 'local' && !table.isQueue && !LOCAL_TABLES[table.name]) {
    faults.push({
      what: `${table.name} has no ${WORKSPACE}, and nobody has said why`,
      advice: `Give it ${WORKSPACE} in every key, or say in server/commands/citus/plan.ts why it needs none.`,
    });
  }
  if (kind === 'distributed') {
    for (const { name, columns } of table.keys.filter((key) => !key.columns.includes(WORKSPACE))) {
      faults.push({
        what: `${name} on ${table.name} is unique over (${columns.join(', ')})`,
        advice: `Add ${WORKSPACE}: a machine sees only its own workspaces.`,
      });
    }
  }
  for (const key of table.foreignKeys) {
    const to = kinds.get(key.refers);
    const place = key.columns.indexOf(WORKSPACE);
    const isTogether = place >= 0 && key.referred[place] === WORKSPACE;
    const isCarried =
      kind === 'distributed' ? to === 'reference' || (to === 'distributed' && isTogether) : to === kind;
    if (isCarried) continue;
    faults.push({
      what: `${key.name} refers from ${table.name} (${kind}) to ${key.refers} (${to ?? 'no table of ours'})`,
      advice: `Refer by ${WORKSPACE} on both sides, or from a table that belongs to workspaces.`,
    });
  }
  return faults;
}

const UNSAFE_TRIGGERS = 'needs citus.enable_unsafe_triggers = on';
const NESTED = 'and citus.allow_nested_distributed_execution = on, for its function asks other tables';

function triggerNotes(table: CatalogTable, kinds: Map<string, Step['kind']>): Remark[] {
  if (kinds.get(table.name) === 'local') return [];
  return table.triggers.map((trigger) => ({
    what: `trigger ${trigger.name} on ${table.name} (${trigger.function}): ${natureOf(trigger)}`,
    advice: `It ${UNSAFE_TRIGGERS}${asksTables(trigger) ? `, ${NESTED}` : ''}.${
      trigger.firesOnTruncate ? ' It may not fire on truncate: take that right from the application.' : ''
    } See that it still refuses or writes, on the first workspace, before the next is brought.`,
  }));
}

function natureOf({ isRow, isDeferred, hasTransitionTable }: CatalogTrigger): string {
  return [
    isRow ? 'for each row' : 'for each statement, so for each shard that one touches',
    ...(isDeferred ? ['at commit'] : []),
    ...(hasTransitionTable ? ['sees the rows of its shard only'] : []),
  ].join(', ');
}

/** Whether a trigger's function reads or writes a table by its name. */
function asksTables({ source }: CatalogTrigger): boolean {
  return /\b(from|join|into|update)\s+[a-z_]+\.[a-z_]+\b(?!\s*\()/i.test(source);
}

function functionNote(name: string, takesWorkspace: boolean): Remark {
  return {
    what: `function ${name}`,
    advice: takesWorkspace
      ? 'Right on the coordinator. Faster where the rows are: create_distributed_function with its first argument.'
      : 'Stays on the coordinator; what it asks goes to the machines that hold it.',
  };
}
