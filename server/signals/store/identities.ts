import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { toStorableJson } from './storable-json.ts';

export interface Alias {
  alias: string;
  userKey: string;
}

/** Notes that ids are other names of users. */
export async function upsertAliases(workspaceId: string, aliases: Alias[]): Promise<void> {
  if (aliases.length === 0) return;
  await sql`
    insert into signals.aliases (workspace_id, alias, user_key)
    select ${workspaceId}, told.*
    from jsonb_to_recordset(${toStorableJson(aliases)}::jsonb) as told(alias text, "userKey" text)
    order by told.alias
    on conflict (workspace_id, alias) do update set user_key = excluded.user_key`.execute(db());
}

/** Aliases by their own name. */
export async function selectAliases(workspaceId: string, names: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<Alias>`
    select alias, user_key as "userKey" from signals.aliases
    where workspace_id = ${workspaceId} and alias = any(${names}::text[])`.execute(db());
  return new Map(rows.map(({ alias, userKey }) => [alias, userKey]));
}

/** Every other name of these users. */
export async function selectAliasesOf(workspaceId: string, userKeys: string[]): Promise<Alias[]> {
  const { rows } = await sql<Alias>`
    select alias, user_key as "userKey" from signals.aliases
    where workspace_id = ${workspaceId} and user_key = any(${userKeys}::text[])`.execute(db());
  return rows;
}

export interface FirstTouch {
  userKey: string;
  channel: string;
  at: Date;
}

/** Keeps the earliest touch of each user; no two may be of the same user. */
export async function upsertFirstTouches(workspaceId: string, touches: FirstTouch[]): Promise<void> {
  if (touches.length === 0) return;
  await sql`
    insert into signals.first_touches as known (workspace_id, user_key, channel, touched_at)
    select ${workspaceId}, told."userKey", told.channel, told.at
    from jsonb_to_recordset(${toStorableJson(touches)}::jsonb)
      as told("userKey" text, channel text, at timestamptz)
    order by told."userKey"
    on conflict (workspace_id, user_key) do update set
      channel = excluded.channel, touched_at = excluded.touched_at
    where excluded.touched_at < known.touched_at`.execute(db());
}

/** The earliest channel of each user, under whatever name it was told. */
export async function selectFirstTouches(
  workspaceId: string,
  userKeys: string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ userKey: string; channel: string }>`
    with names as (
      select user_key, user_key as name from unnest(${userKeys}::text[]) as told (user_key)
      union all
      select user_key, alias from signals.aliases
      where workspace_id = ${workspaceId} and user_key = any(${userKeys}::text[])
    )
    select distinct on (names.user_key) names.user_key as "userKey", touch.channel
    from names
    join signals.first_touches touch on touch.workspace_id = ${workspaceId} and touch.user_key = names.name
    order by names.user_key, touch.touched_at`.execute(db());
  return new Map(rows.map(({ userKey, channel }) => [userKey, channel]));
}

/** Notes when subjects were told of; no two may be the same. @returns those of which nothing newer is known. */
export async function claimLatest(
  workspaceId: string,
  told: { subject: string; at: Date }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ subject: string }>`
    insert into signals.latest_traits as known (workspace_id, subject, told_at)
    select ${workspaceId}, told.subject, told.at
    from jsonb_to_recordset(${toStorableJson(told)}::jsonb) as told(subject text, at timestamptz)
    order by told.subject
    on conflict (workspace_id, subject) do update set told_at = excluded.told_at
    where excluded.told_at >= known.told_at
    returning subject`.execute(db());
  return new Set(rows.map(({ subject }) => subject));
}

export async function mergeUsage(
  workspaceId: string,
  move: { accountId: string; fromPersonId: string; toPersonId: string },
): Promise<void> {
  await sql`select signals.merge_usage(
    ${workspaceId}, ${move.accountId}, ${move.fromPersonId}, ${move.toPersonId})`.execute(db());
}
