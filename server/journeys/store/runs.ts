import { type RawBuilder, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import { type Reader, reachesAccount } from '../../customers/index.ts';
import type { Run, RunFacts, RunFilters } from '../schema.ts';

/** A run without the name of its account, which the customers room knows. */
export type StoredRun = Omit<Run, 'accountName'>;

const runs = (workspaceId: string) => sql`
  select r.id, r.playbook_id, p.name as playbook_name, r.version, r.account_id, r.origin, r.is_held_out, r.state,
    r.started_at, r.started_by_name, r.ends_by, r.ended_at, r.ended_by_name, r.end_note, r.start_facts, r.end_facts,
    counted.step_count, counted.ended_step_count
  from journeys.runs r
  join journeys.playbooks p on p.workspace_id = r.workspace_id and p.id = r.playbook_id
  cross join lateral (select count(*)::integer as step_count, count(s.ended_at)::integer as ended_step_count
    from journeys.run_steps s where s.workspace_id = r.workspace_id and s.run_id = r.id) as counted
  where r.workspace_id = ${workspaceId}`;

/** The newest first, of accounts that the reader reaches. */
export async function pageOfRuns(
  reader: Reader,
  filters: RunFilters,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const after = decodeCursor(cursor);
  const { rows } = await sql<StoredRun>`
    ${runs(reader.workspaceId)} and ${conditionOf(reader, filters)}
      and (${after?.id ?? null}::text is null
        or (r.started_at, r.id) < (${after?.value ?? null}::timestamptz, ${after?.id ?? null}))
    order by r.started_at desc, r.id desc limit ${limit + 1}`.execute(db());
  return toPage(rows, limit, ({ startedAt, id }) => ({ value: startedAt.toISOString(), id }));
}

/** For exports: in the order of their ids, from after `afterId`. */
export async function nextRuns(
  reader: Reader,
  filters: RunFilters,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<StoredRun[]> {
  const { rows } = await sql<StoredRun>`
    ${runs(reader.workspaceId)} and ${conditionOf(reader, filters)} and r.id > ${afterId} order by r.id limit ${limit}`.execute(
    db(),
  );
  return rows;
}

function conditionOf(
  reader: Reader,
  { playbookId = null, accountId = null, state = null, isHeldOut = null }: Nullable<RunFilters>,
): RawBuilder<boolean> {
  return sql`(${playbookId}::text is null or r.playbook_id = ${playbookId})
    and (${accountId}::text is null or r.account_id = ${accountId})
    and (${state}::text[] is null or r.state = any(${state}::text[]))
    and (${isHeldOut}::boolean is null or r.is_held_out = ${isHeldOut})
    and ${reachesAccount(reader, sql`r.account_id`) ?? sql`true`}`;
}

type Nullable<Shape> = { [Key in keyof Shape]?: Shape[Key] | null };

/** Of an account that the reader reaches, or null. */
export async function findRun(reader: Reader, id: string): Promise<StoredRun | null> {
  const { rows } = await sql<StoredRun>`
    ${runs(reader.workspaceId)} and r.id = ${id} and ${reachesAccount(reader, sql`r.account_id`) ?? sql`true`}`.execute(
    db(),
  );
  return rows[0] ?? null;
}

/** A run that goes on. */
export interface LiveRun {
  id: string;
  version: number;
  accountId: string;
  isHeldOut: boolean;
  startedAt: Date;
  endsBy: Date;
  startFacts: RunFacts;
}

/** Runs that go on, of one playbook, in the order of their ids. Call with the playbook locked. */
export async function selectLive(
  workspaceId: string,
  playbookId: string,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<LiveRun[]> {
  const rows = await db()
    .selectFrom('journeys.runs')
    .select(['id', 'version', 'accountId', 'isHeldOut', 'startedAt', 'endsBy', 'startFacts'])
    .where('workspaceId', '=', workspaceId)
    .where('playbookId', '=', playbookId)
    .where('runningAs', 'is not', null)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows as unknown as LiveRun[];
}

/**
 * Of these accounts, those that may not begin: they go through the playbook now, or have ended it and rest. `restDays` null
 * is for ever.
 */
export async function selectHindered(
  workspaceId: string,
  playbookId: string,
  { accountIds, restDays, at }: { accountIds: string[]; restDays: number | null; at: Date },
): Promise<Set<string>> {
  const { rows } = await sql<{ accountId: string }>`
    select distinct account_id from journeys.runs
    where workspace_id = ${workspaceId} and playbook_id = ${playbookId} and account_id = any(${accountIds}::text[])
      and (ended_at is null or ${restDays}::integer is null
        or ended_at > ${at}::timestamptz - make_interval(days => ${restDays}::integer))`.execute(db());
  return new Set(rows.map(({ accountId }) => accountId));
}

/** How many began by themselves since. */
export async function countStarts(workspaceId: string, playbookId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from journeys.runs where workspace_id = ${workspaceId}
      and playbook_id = ${playbookId} and origin = 'rule' and started_at >= ${since}`.execute(db());
  return rows[0]?.count ?? 0;
}

export interface NewRunRow {
  playbookId: string;
  version: number;
  accountId: string;
  origin: Run['origin'];
  isHeldOut: boolean;
  startedByName: string;
  startedAt: Date;
  endsBy: Date;
  startFacts: RunFacts;
}

/** @returns its id, or null when the account goes through the playbook already. */
export async function insertRun(
  workspaceId: string,
  run: NewRunRow,
  stepCount: number,
): Promise<string | null> {
  const row = await db()
    .insertInto('journeys.runs')
    .values({
      ...{ workspaceId, id: newId('run'), ...run, runningAs: run.accountId },
      startFacts: JSON.stringify(run.startFacts),
    })
    .onConflict((double) => double.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  if (stepCount > 0) await insertSteps(workspaceId, row.id, stepCount);
  return row.id;
}

async function insertSteps(workspaceId: string, runId: string, count: number): Promise<void> {
  await db()
    .insertInto('journeys.runSteps')
    .values(Array.from({ length: count }, (_, place) => ({ workspaceId, runId, place, state: 'waiting' })))
    .execute();
}

export interface RunEnd {
  state: Exclude<Run['state'], 'running'>;
  endedAt: Date;
  endedByName: string;
  endNote: string | null;
  endFacts: RunFacts | null;
}

/** @returns false when it had ended before. */
export async function endRunRow(workspaceId: string, id: string, end: RunEnd): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('journeys.runs')
    .set({ ...end, endFacts: end.endFacts && JSON.stringify(end.endFacts), runningAs: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('runningAs', 'is not', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** @returns false when the account goes through the playbook anew. */
export async function reviveRun(workspaceId: string, { id, accountId }: StoredRun): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update journeys.runs r set state = 'running', running_as = ${accountId}, ended_at = null, ended_by_name = null,
      end_note = null, end_facts = null
    where workspace_id = ${workspaceId} and id = ${id} and not exists (select from journeys.runs o
      where o.workspace_id = r.workspace_id and o.playbook_id = r.playbook_id and o.running_as = ${accountId})`.execute(
    db(),
  );
  return numAffectedRows === 1n;
}
