import { sql } from 'kysely';
import { measureWaits, type Wait } from '../../core/waits.ts';

export interface PlaybookWaits {
  begun: Wait;
  /** By place, of the runs of this version. */
  steps: Wait[];
  ended: Wait;
}

/** How the runs for which something is done get on: until a step that has begun is done, and until the end. */
export async function readPlaybookWaits(
  workspaceId: string,
  { playbookId, version, stepCount }: { playbookId: string; version: number; stepCount: number },
  now: Date,
): Promise<PlaybookWaits> {
  const places = Array.from({ length: stepCount }, (_, place) => String(place));
  const runs = sql`from journeys.runs
    where workspace_id = ${workspaceId} and playbook_id = ${playbookId} and not is_held_out`;
  const waits = await measureWaits(
    ['begun', 'ended', ...places],
    // A step that was left out took nobody's time.
    sql`select 'begun' as key, started_at as began_at, started_at as ended_at ${runs}
      union all select 'ended', started_at, ended_at ${runs}
      union all select s.place::text, s.opened_at, s.ended_at from journeys.run_steps s
        join (select id ${runs} and version = ${version}) as r on r.id = s.run_id
        where s.workspace_id = ${workspaceId} and s.state in ('open', 'done')`,
    now,
  );
  const { begun, ended, ...steps } = waits as Record<string, Wait> & Record<'begun' | 'ended', Wait>;
  return { begun, ended, steps: places.flatMap((place) => steps[place] ?? []) };
}
