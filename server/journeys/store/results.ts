import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { ResultGroup, Results } from '../schema.ts';

type Counted = Omit<ResultGroup, 'successShare' | 'interval' | 'stillCustomers'>;

/** What came of the runs of a playbook, by whether they were only watched. */
export async function selectResults(
  workspaceId: string,
  playbookId: string,
): Promise<(Counted & { isHeldOut: boolean })[]> {
  const { rows } = await sql<Counted & { isHeldOut: boolean }>`
    with own as (
      select * from journeys.runs where workspace_id = ${workspaceId} and playbook_id = ${playbookId})
    select is_held_out, count(*)::integer as started,
      (count(*) filter (where state = 'running'))::integer as running,
      (count(*) filter (where state = 'succeeded'))::integer as succeeded,
      (count(*) filter (where state = 'exited'))::integer as exited,
      (count(*) filter (where state = 'expired'))::integer as expired,
      (count(*) filter (where state = 'stopped'))::integer as stopped,
      percentile_cont(0.5) within group (order by extract(epoch from ended_at - started_at) / 86400)
        filter (where state = 'succeeded') as median_days,
      coalesce((select json_agg(sums order by sums.currency) from (
        select e.start_facts ->> 'currency' as currency, count(*)::integer as count,
          sum((e.start_facts ->> 'mrrMinor')::bigint) as "startMinor",
          sum(coalesce((e.end_facts ->> 'mrrMinor')::bigint, 0)) as "endMinor"
        from own e where e.is_held_out = own.is_held_out and e.ended_at is not null
          and e.start_facts ->> 'mrrMinor' is not null and e.start_facts ->> 'currency' is not null
        group by 1) as sums), '[]') as mrr
    from own group by is_held_out`.execute(db());
  return rows;
}

/** The accounts of a playbook's runs that were customers when they began, by whether they were only watched. */
export async function selectFormerCustomers(
  workspaceId: string,
  playbookId: string,
): Promise<{ accountId: string; isHeldOut: boolean }[]> {
  const { rows } = await sql<{ accountId: string; isHeldOut: boolean }>`
    select distinct account_id, is_held_out from journeys.runs
    where workspace_id = ${workspaceId} and playbook_id = ${playbookId}
      and start_facts ->> 'stage' = 'customer'`.execute(db());
  return rows;
}

/** How the steps of one version went. */
export async function selectStepResults(
  workspaceId: string,
  { playbookId, version }: { playbookId: string; version: number },
): Promise<Omit<Results['steps'][number], 'title'>[]> {
  const { rows } = await sql<Omit<Results['steps'][number], 'title'>>`
    select s.place,
      (count(*) filter (where s.state = 'waiting'))::integer as waiting,
      (count(*) filter (where s.state = 'open'))::integer as open,
      (count(*) filter (where s.state = 'done'))::integer as done,
      (count(*) filter (where s.state = 'skipped'))::integer as skipped,
      percentile_cont(0.5) within group (order by extract(epoch from s.ended_at - s.opened_at) / 3600)
        filter (where s.state = 'done') as median_hours
    from journeys.run_steps s join journeys.runs r on r.workspace_id = s.workspace_id and r.id = s.run_id
    where s.workspace_id = ${workspaceId} and r.playbook_id = ${playbookId} and r.version = ${version}
    group by s.place order by s.place`.execute(db());
  return rows;
}
