import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { selectFormer } from '../merges/store/former-keys.ts';
import { type Stage, searchKey, toStorableJson } from '../rules.ts';
import { type SavedRow, type StageMove, saveInRounds, type Write } from './save-rounds.ts';

/** A person as it is to be kept: cleaned, absent values undefined. */
export interface PersonRow {
  externalId?: string;
  email?: string;
  name?: string;
  nameKey?: string;
  phone?: string;
  title?: string;
  country?: string;
  accountId?: string;
  channel?: string;
  stage?: Stage;
  ownerId?: string;
  attributes?: Record<string, unknown>;
}

const INCOMING = sql.raw(`i(
  id text, "externalId" text, email text, name text, "nameKey" text, phone text, title text, country text,
  "accountId" text, channel text, stage text, "ownerId" text, attributes jsonb)`);

/** A new account of a person becomes the main one; one that they have a part in already changes nothing. */
const MAIN_ACCOUNT = sql.raw(`case when i."accountId" is null or exists (
  select from customers.stakeholders s where s.workspace_id = p.workspace_id
    and s.account_id = i."accountId" and s.person_id = p.id) then p.account_id else i."accountId" end`);

/** Saves rows that share no identity. @returns what became of each row, and every change of stage. */
export async function upsertPeople(workspaceId: string, rows: PersonRow[], at: Date) {
  const moves: StageMove[] = [];
  const saved: SavedRow[] = await saveInRounds(rows, {
    idPrefix: 'per',
    locate: (open) => locate(workspaceId, open),
    insert: (writes) => insert(workspaceId, writes, at),
    async update(writes) {
      const changed = await update(workspaceId, writes, at);
      moves.push(...changed.filter((change) => change.from !== change.to));
      return new Set(changed.map((change) => change.id));
    },
  });
  return { saved, moves };
}

/**
 * Known by the external id; else by the e-mail address; else, with neither, by the name within the account. A row
 * that brings an external id takes over a person who has none yet and the same address. An address that belongs
 * to somebody with another external id stays with them: the row is written without it. A further address of somebody
 * leads to them as the first one does, and stays a further one. Keys of somebody who was merged away lead to the one
 * who stayed, who keeps their own.
 */
async function locate(workspaceId: string, rows: PersonRow[]) {
  const { rows: found } = await sql<{ id: string | null; emailHolder: string | null; isFurther: boolean }>`
    with located as (
      select i.n, i."externalId", i.email, i.name, i."nameKey", i."accountId", by_id.id as by_id,
        coalesce(by_email.id, by_further.id) as by_email, by_further.id is not null as is_further,
        coalesce(by_email.external_id, by_further.external_id) as holder
      from rows from (jsonb_to_recordset(${toStorableJson(rows)}::jsonb) as
        ("externalId" text, email text, name text, "nameKey" text, "accountId" text)) with ordinality
        as i("externalId", email, name, "nameKey", "accountId", n)
      left join customers.people by_id
        on by_id.workspace_id = ${workspaceId} and by_id.external_id = i."externalId"
      left join customers.people by_email
        on by_email.workspace_id = ${workspaceId} and by_email.email = i.email
      left join customers.contact_points c
        on c.workspace_id = ${workspaceId} and c.kind = 'email' and c.value = i.email
      left join customers.people by_further
        on by_further.workspace_id = ${workspaceId} and by_further.id = c.person_id
    )
    select by_email as "emailHolder", is_further as "isFurther", coalesce(by_id,
      case when "externalId" is null or holder is null then by_email end,
      case when "externalId" is null and email is null then (
        select p.id from customers.people p
        where p.workspace_id = ${workspaceId} and p.name_key = located."nameKey"
          and p.account_id is not distinct from located."accountId"
        order by p.external_id is not null, p.email is not null, p.id limit 1) end) as id
    from located order by n`.execute(db());
  const externalIds = rows.flatMap(({ externalId }) => externalId ?? []);
  const formerIds = await selectFormer(workspaceId, 'person', ['external_id'], externalIds);
  const emails = rows.flatMap(({ email }) => email ?? []);
  const formerEmails = await selectFormer(workspaceId, 'person', ['address'], emails);
  return rows.map((row, index) => {
    const { id: known = null, emailHolder = null, isFurther = false } = found[index] ?? {};
    const byId = formerIds.get(row.externalId ?? '')?.recordId;
    const byEmail = emailHolder === null ? formerEmails.get(row.email ?? '')?.recordId : undefined;
    const id = byId ?? known ?? (row.externalId ? null : (byEmail ?? null));
    const isTaken = isFurther || (emailHolder !== null && emailHolder !== id) || byEmail !== undefined;
    return {
      write: {
        ...row,
        ...(byId && { externalId: undefined }),
        ...(isTaken && { email: undefined }),
      },
      id,
      claims: row.email && !isTaken ? [row.email] : [],
    };
  });
}

/** Locks what differs in the order of ids, so that two batches wait for each other instead of blocking both. */
async function update(workspaceId: string, writes: Write<PersonRow>[], at: Date): Promise<StageMove[]> {
  const { rows } = await sql<StageMove>`
    with incoming as materialized (select * from jsonb_to_recordset(${toJson(writes)}::jsonb) as ${INCOMING}),
    differing as materialized (
      select p.id, p.stage as "from" from customers.people p join incoming i on i.id = p.id
      where p.workspace_id = ${workspaceId} and (
        coalesce(i."externalId", p.external_id), coalesce(i.email, p.email), coalesce(i.name, p.name),
        coalesce(i.phone, p.phone), coalesce(i.title, p.title), coalesce(i.country, p.country),
        ${MAIN_ACCOUNT}, coalesce(i.channel, p.channel), coalesce(i.stage, p.stage),
        coalesce(i."ownerId", p.owner_id), p.attributes || coalesce(i.attributes, '{}')
      ) is distinct from (
        p.external_id, p.email, p.name, p.phone, p.title, p.country, p.account_id, p.channel, p.stage,
        p.owner_id, p.attributes)
      order by p.id for update of p
    )
    update customers.people p set
      external_id = coalesce(i."externalId", p.external_id),
      email = coalesce(i.email, p.email),
      name = coalesce(i.name, p.name),
      name_key = coalesce(i."nameKey", p.name_key),
      phone = coalesce(i.phone, p.phone),
      title = coalesce(i.title, p.title),
      country = coalesce(i.country, p.country),
      account_id = ${MAIN_ACCOUNT},
      channel = coalesce(i.channel, p.channel),
      stage = coalesce(i.stage, p.stage),
      stage_changed_at = case when i.stage <> p.stage then ${at}::timestamptz else p.stage_changed_at end,
      stage_reason = case when i.stage <> p.stage then null else p.stage_reason end,
      owner_id = coalesce(i."ownerId", p.owner_id),
      attributes = p.attributes || coalesce(i.attributes, '{}'),
      updated_at = ${at}
    from incoming i join differing d on d.id = i.id
    where p.workspace_id = ${workspaceId} and p.id = i.id
    returning p.id, d."from", p.stage as "to"`.execute(db());
  return rows;
}

async function insert(workspaceId: string, writes: Write<PersonRow>[], at: Date): Promise<Set<string>> {
  const named = writes.map(({ id, row }) => {
    const nameKey = row.nameKey ?? searchKey(row.email ?? row.externalId ?? '');
    return { id, row: { ...row, nameKey } };
  });
  const { rows } = await sql<{ id: string }>`
    insert into customers.people (workspace_id, id, external_id, email, name, name_key, phone, title, country,
      account_id, channel, stage, owner_id, attributes, created_at, updated_at)
    select ${workspaceId}, i.id, i."externalId", i.email, i.name, i."nameKey", i.phone, i.title,
      i.country, i."accountId", i.channel, coalesce(i.stage, 'lead'), i."ownerId",
      coalesce(i.attributes, '{}'), ${at}, ${at}
    from jsonb_to_recordset(${toJson(named)}::jsonb) as ${INCOMING}
    order by coalesce(i.email, i."externalId", i."nameKey")
    on conflict do nothing
    returning id`.execute(db());
  return new Set(rows.map((row) => row.id));
}

function toJson(writes: Write<PersonRow>[]): string {
  return toStorableJson(writes.map(({ id, row }) => ({ id, ...row })));
}
