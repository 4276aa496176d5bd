import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { conflict } from '../../core/problem.ts';
import type { Playbook, PlaybookDefinition, PlaybookQuery, PlaybookSummary } from '../schema.ts';

const UNIQUE_VIOLATION = '23505';

/** By name; one alone where `id` is given. */
export async function selectPlaybooks(
  workspaceId: string,
  { id = null, status = null }: { id?: string | null; status?: PlaybookQuery['status'] | null } = {},
): Promise<PlaybookSummary[]> {
  const { rows } = await sql<PlaybookSummary>`
    select p.id, p.name, p.purpose, p.status, p.version, p.created_at, p.updated_at,
      (select json_build_object('running', count(*) filter (where r.state = 'running'),
          'succeeded', count(*) filter (where r.state = 'succeeded'),
          'ended', count(*) filter (where r.state in ('succeeded', 'exited', 'expired')))
        from journeys.runs r where r.workspace_id = p.workspace_id and r.playbook_id = p.id
          and not r.is_held_out) as counts
    from journeys.playbooks p
    where p.workspace_id = ${workspaceId} and (${id}::text is null or p.id = ${id})
      and (${status}::text is null or p.status = ${status})
    order by lower(p.name), p.id`.execute(db());
  return rows;
}

/** With what a run would begin with now, or null. */
export async function findPlaybook(workspaceId: string, id: string): Promise<Playbook | null> {
  const [summary] = await selectPlaybooks(workspaceId, { id });
  if (!summary) return null;
  const definitions = await selectDefinitions(workspaceId, id, [summary.version]);
  const definition = definitions.get(summary.version);
  if (!definition) throw new Error(`playbook ${id} has no version ${summary.version}`);
  return { ...summary, definition };
}

/** By version. */
export async function selectDefinitions(
  workspaceId: string,
  playbookId: string,
  versions: number[],
): Promise<Map<number, PlaybookDefinition>> {
  const rows = await db()
    .selectFrom('journeys.playbookVersions')
    .select(['version', 'definition'])
    .where('workspaceId', '=', workspaceId)
    .where('playbookId', '=', playbookId)
    .where('version', '=', (eb) => eb.fn.any(eb.val(versions)))
    .execute();
  return new Map(
    rows.map(({ version, definition }) => [version, definition as unknown as PlaybookDefinition]),
  );
}

/** Whether it is there; held until the transaction ends, so that what is done for it is done one after another. */
export async function lockPlaybook(workspaceId: string, id: string): Promise<boolean> {
  const row = await db()
    .selectFrom('journeys.playbooks')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

type NewRow = Pick<Playbook, 'id' | 'name' | 'purpose'>;

/** @throws Problem 409 when another playbook has the name */
export async function insertPlaybook(workspaceId: string, playbook: NewRow, at: Date): Promise<void> {
  await refusingDouble(
    db()
      .insertInto('journeys.playbooks')
      .values({ workspaceId, ...playbook, version: 1, createdAt: at, updatedAt: at })
      .execute(),
  );
}

export async function insertVersion(
  workspaceId: string,
  version: {
    playbookId: string;
    version: number;
    definition: PlaybookDefinition;
    madeByName: string;
    madeAt: Date;
  },
): Promise<void> {
  await db()
    .insertInto('journeys.playbookVersions')
    .values({ workspaceId, ...version, definition: JSON.stringify(version.definition) })
    .execute();
}

/** @throws Problem 409 when another playbook has the name */
export async function updatePlaybook(
  workspaceId: string,
  id: string,
  change: Partial<Pick<Playbook, 'name' | 'purpose' | 'status' | 'version'>> & { updatedAt: Date },
): Promise<void> {
  await refusingDouble(
    db()
      .updateTable('journeys.playbooks')
      .set(change)
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute(),
  );
}

async function refusingDouble(writing: Promise<unknown>): Promise<void> {
  await writing.catch((error: { code?: string }) => {
    if (error.code !== UNIQUE_VIOLATION) throw error;
    throw conflict('playbook_exists', 'Another playbook has this name.');
  });
}

/** Playbooks for which there may be something to do, of all workspaces. */
export async function selectPlaybooksToTend(): Promise<{ workspaceId: string; id: string }[]> {
  const { rows } = await sql<{ workspaceId: string; id: string }>`
    select p.workspace_id, p.id from journeys.playbooks p
    where p.status = 'active' or exists (select from journeys.runs r where r.workspace_id = p.workspace_id
      and r.playbook_id = p.id and r.running_as is not null)
    order by p.workspace_id, p.id`.execute(db());
  return rows;
}
