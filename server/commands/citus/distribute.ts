import type { PoolClient } from 'pg';
import { pool } from '../../core/db.ts';
import { CommandError } from '../workspace-choice.ts';
import { readCatalog } from './catalog.ts';
import { type Plan, planDistribution, type Step, WORKSPACE } from './plan.ts';

/** Settings without which triggers are refused; asked for with `alter database … set`. */
const NEEDED_SETTINGS = ['citus.enable_unsafe_triggers', 'citus.allow_nested_distributed_execution'];

interface Distribution extends Plan {
  done: string[];
  skipped: string[];
}

/** Lays the tables out on a Citus cluster; those that lie right already are left alone. With `isDryRun` only the plan. */
export async function distribute({ isDryRun }: { isDryRun: boolean }): Promise<Distribution> {
  const client = await pool().connect();
  try {
    const plan = planDistribution(await readCatalog(client));
    if (isDryRun) return { ...plan, done: [], skipped: [] };
    await requireCitus(client);
    refuseFaults(plan);
    return { ...plan, ...(await takeSteps(client, plan.steps)) };
  } finally {
    client.release();
  }
}

async function requireCitus(client: PoolClient): Promise<void> {
  const { rows } = await client.query("select from pg_extension where extname = 'citus'");
  if (rows.length === 0) {
    throw new CommandError(
      'This PostgreSQL has no citus extension. Install Citus on all machines, run "create extension citus", add the workers, and try again; --dry-run shows the plan without it.',
    );
  }
  for (const setting of NEEDED_SETTINGS) {
    const { rows: found } = await client.query('select current_setting($1, true) as value', [setting]);
    if (found[0]?.value === 'on') continue;
    throw new CommandError(
      `${setting} must be on, because triggers keep the ledger and the papers: alter database … set ${setting} = on.`,
    );
  }
}

function refuseFaults({ faults }: Plan): void {
  if (faults.length === 0) return;
  const lines = faults.map(({ what, advice }) => `- ${what}. ${advice}`);
  throw new CommandError(['Nothing was changed. Citus cannot carry this:', ...lines].join('\n'));
}

/** Each step commits by itself, so that after a fault the next run goes on where this one stopped. */
export async function takeSteps(
  client: PoolClient,
  steps: Step[],
): Promise<{ done: string[]; skipped: string[] }> {
  const { rows } = await client.query<{ name: string; kind: string }>(`
    select n.nspname || '.' || c.relname as name, t.citus_table_type as kind
    from citus_tables t join pg_class c on c.oid = t.table_name join pg_namespace n on n.oid = c.relnamespace`);
  const known = new Map(rows.map(({ name, kind }) => [name, kind]));
  const done: string[] = [];
  const skipped: string[] = [];
  for (const step of steps.filter(({ kind }) => kind !== 'local')) {
    const kind = known.get(step.table);
    if (kind && kind !== step.kind && kind !== 'local')
      throw new CommandError(
        `${step.table} is ${kind} already and should be ${step.kind}. Undistribute it first.`,
      );
    if (kind === step.kind) skipped.push(step.table);
    else {
      await takeStep(client, step);
      done.push(step.table);
    }
  }
  return { done, skipped };
}

async function takeStep(client: PoolClient, { table, kind, colocateWith }: Step): Promise<void> {
  if (kind === 'reference') await client.query('select create_reference_table($1::regclass)', [table]);
  else
    await client.query('select create_distributed_table($1::regclass, $2, colocate_with => $3)', [
      table,
      WORKSPACE,
      colocateWith ?? 'none',
    ]);
}

/** The plan for people: what lies where and why, then what stands in the way, then what to know. */
export function sayDistribution({ steps, faults, notes, done, skipped }: Distribution): string {
  const lay = steps.map(
    ({ table, kind, colocateWith, reason }) =>
      `${kind.padEnd(11)} ${table}${colocateWith ? ` with ${colocateWith}` : ''} — ${reason}`,
  );
  const remarks = (of: Plan['notes']) => of.map(({ what, advice }) => `- ${what}. ${advice}`);
  return [
    ...lay,
    ...(faults.length > 0 ? ['', 'In the way:', ...remarks(faults)] : []),
    ...(notes.length > 0 ? ['', 'To know:', ...remarks(notes)] : []),
    '',
    `${done.length} tables laid out now, ${skipped.length} were already.`,
  ].join('\n');
}
