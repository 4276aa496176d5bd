import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { selectFormer } from '../merges/store/former-keys.ts';
import { type Stage, searchKey, toStorableJson } from '../rules.ts';
import { type SavedRow, type StageMove, saveInRounds, type Write } from './save-rounds.ts';

/** An account as it is to be kept: cleaned, absent values undefined. */
export interface AccountRow {
  externalId?: string;
  name?: string;
  nameKey?: string;
  domain?: string;
  industry?: string;
  country?: string;
  planTier?: string;
  seats?: number;
  channel?: string;
  stage?: Stage;
  ownerId?: string;
  signedUpAt?: Date;
  onboardedAt?: Date;
  attributes?: Record<string, unknown>;
}

const INCOMING = sql.raw(`i(
  id text, "externalId" text, name text, "nameKey" text, domain text, industry text, country text,
  "planTier" text, seats integer, channel text, stage text, "ownerId" text, "signedUpAt" timestamptz(3),
  "onboardedAt" timestamptz(3), attributes jsonb)`);

/** When an account's onboarding is finished by what is known now; null when that was taken back. */
export interface Onboarding {
  id: string;
  onboardedAt: Date | null;
}

type Changed = StageMove & Onboarding & { onboardedBefore: Date | null };

/** Saves rows that share no identity. @returns what became of each row, and every change of stage and onboarding. */
export async function upsertAccounts(workspaceId: string, rows: AccountRow[], at: Date) {
  const moves: StageMove[] = [];
  const onboardings: Onboarding[] = [];
  const saved: SavedRow[] = await saveInRounds(rows, {
    idPrefix: 'acc',
    locate: (open) => locate(workspaceId, open),
    async insert(writes) {
      const inserted = await insert(workspaceId, writes, at);
      for (const { id, row } of writes)
        if (row.onboardedAt && inserted.has(id)) onboardings.push({ id, onboardedAt: row.onboardedAt });
      return inserted;
    },
    async update(writes) {
      const changed = await update(workspaceId, writes, at);
      moves.push(...changed.filter((change) => change.from !== change.to));
      onboardings.push(
        ...changed.filter((change) => change.onboardedAt?.getTime() !== change.onboardedBefore?.getTime()),
      );
      return new Set(changed.map((change) => change.id));
    },
  });
  return { saved, moves, onboardings };
}

/**
 * Known by the external id; else by the domain; else, with neither, by the name. A row that brings an external id
 * takes over an account that has none yet and the same domain. Keys of an account that was merged away lead to the one
 * that stayed, which keeps its own.
 */
async function locate(workspaceId: string, rows: AccountRow[]) {
  const { rows: found } = await sql<{ id: string | null }>`
    select coalesce(
      (select a.id from customers.accounts a
        where a.workspace_id = ${workspaceId} and a.external_id = i."externalId"),
      case when i.domain is not null then (
        select a.id from customers.accounts a
        where a.workspace_id = ${workspaceId} and a.domain = i.domain
          and (i."externalId" is null or a.external_id is null)
        order by a.external_id is not null, a.id limit 1) end,
      case when i."externalId" is null and i.domain is null then (
        select a.id from customers.accounts a
        where a.workspace_id = ${workspaceId} and a.name_key = i."nameKey"
        order by a.external_id is not null, a.domain is not null, a.id limit 1) end) as id
    from rows from (jsonb_to_recordset(${toStorableJson(rows)}::jsonb)
      as ("externalId" text, domain text, "nameKey" text)) with ordinality as i("externalId", domain, "nameKey", n)
    order by i.n`.execute(db());
  const externalIds = rows.flatMap(({ externalId }) => externalId ?? []);
  const formerIds = await selectFormer(workspaceId, 'account', ['external_id'], externalIds);
  const domains = rows.flatMap(({ domain }) => domain ?? []);
  const formerDomains = await selectFormer(workspaceId, 'account', ['address'], domains);
  return rows.map((row, index) => {
    const known = found[index]?.id ?? null;
    const byId = formerIds.get(row.externalId ?? '')?.recordId;
    const byDomain = formerDomains.get(row.domain ?? '')?.recordId;
    const id = byId ?? known ?? (row.externalId ? null : (byDomain ?? null));
    const write = {
      ...row,
      ...(byId && { externalId: undefined }),
      ...(byDomain && byDomain === id && { domain: undefined }),
    };
    return { write, id, claims: [] };
  });
}

/** Locks what differs in the order of ids, so that two batches wait for each other instead of blocking both. */
async function update(workspaceId: string, writes: Write<AccountRow>[], at: Date): Promise<Changed[]> {
  const { rows } = await sql<Changed>`
    with incoming as materialized (select * from jsonb_to_recordset(${toJson(writes)}::jsonb) as ${INCOMING}),
    differing as materialized (
      select a.id, a.stage as "from", a.onboarded_at as onboarded_before from customers.accounts a join incoming i on i.id = a.id
      where a.workspace_id = ${workspaceId} and (
        coalesce(i."externalId", a.external_id), coalesce(i.name, a.name), coalesce(i.domain, a.domain),
        coalesce(i.industry, a.industry), coalesce(i.country, a.country),
        coalesce(i."planTier", a.plan_tier), coalesce(i.seats, a.seats), coalesce(i.channel, a.channel),
        coalesce(i.stage, a.stage), coalesce(i."ownerId", a.owner_id),
        coalesce(i."signedUpAt", a.signed_up_at), coalesce(i."onboardedAt", a.onboarded_at), a.attributes || coalesce(i.attributes, '{}')
      ) is distinct from (
        a.external_id, a.name, a.domain, a.industry, a.country, a.plan_tier, a.seats, a.channel, a.stage,
        a.owner_id, a.signed_up_at, a.onboarded_at, a.attributes)
      order by a.id for update of a
    )
    update customers.accounts a set
      external_id = coalesce(i."externalId", a.external_id),
      name = coalesce(i.name, a.name),
      name_key = coalesce(i."nameKey", a.name_key),
      domain = coalesce(i.domain, a.domain),
      industry = coalesce(i.industry, a.industry),
      country = coalesce(i.country, a.country),
      plan_tier = coalesce(i."planTier", a.plan_tier),
      seats = coalesce(i.seats, a.seats),
      channel = coalesce(i.channel, a.channel),
      stage = coalesce(i.stage, a.stage),
      stage_changed_at = case when i.stage <> a.stage then ${at}::timestamptz else a.stage_changed_at end,
      stage_reason = case when i.stage <> a.stage then null else a.stage_reason end,
      owner_id = coalesce(i."ownerId", a.owner_id),
      signed_up_at = coalesce(i."signedUpAt", a.signed_up_at),
      onboarded_at = coalesce(i."onboardedAt", a.onboarded_at),
      attributes = a.attributes || coalesce(i.attributes, '{}'),
      updated_at = ${at}
    from incoming i join differing d on d.id = i.id
    where a.workspace_id = ${workspaceId} and a.id = i.id
    returning a.id, d."from", a.stage as "to", d.onboarded_before, a.onboarded_at`.execute(db());
  return rows;
}

/** Every account gets its row of figures with it, so that lists need no outer join. */
async function insert(workspaceId: string, writes: Write<AccountRow>[], at: Date): Promise<Set<string>> {
  const named = writes.map(({ id, row }) => {
    const name = row.name ?? row.domain ?? row.externalId ?? '';
    return { id, row: { ...row, name, nameKey: searchKey(name) } };
  });
  const { rows } = await sql<{ id: string }>`
    with inserted as (
      insert into customers.accounts (workspace_id, id, external_id, name, name_key, domain, industry, country,
        plan_tier, seats, channel, stage, owner_id, signed_up_at, onboarded_at, attributes, created_at, updated_at)
      select ${workspaceId}, i.id, i."externalId", i.name, i."nameKey", i.domain, i.industry, i.country,
        i."planTier", i.seats, i.channel, coalesce(i.stage, 'lead'), i."ownerId", i."signedUpAt",
        i."onboardedAt", coalesce(i.attributes, '{}'), ${at}, ${at}
      from jsonb_to_recordset(${toJson(named)}::jsonb) as ${INCOMING}
      order by coalesce(i."externalId", i.domain, i."nameKey")
      on conflict do nothing
      returning id
    ), figures as (
      insert into customers.account_figures (workspace_id, account_id) select ${workspaceId}, id from inserted
    )
    select id from inserted`.execute(db());
  return new Set(rows.map((row) => row.id));
}

function toJson(writes: Write<AccountRow>[]): string {
  return toStorableJson(writes.map(({ id, row }) => ({ id, ...row })));
}
