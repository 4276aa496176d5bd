import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import type { Channel, Purpose } from './kinds.ts';
import type { Consent } from './schema.ts';

const TABLE = 'customers.consents';

export interface ConsentColumns extends Omit<Consent, 'id' | 'recordedAt' | 'recordedByName'> {
  personId: string;
  mergeId: string | null;
}

export interface Recorder {
  id: string;
  name: string;
  at: Date;
}

function rows() {
  return db()
    .selectFrom(TABLE)
    .select([
      'id',
      'externalId',
      'personId',
      'purpose',
      'channel',
      'isGranted',
      'basis',
      'source',
      'evidence',
    ])
    .select(['at', 'recordedAt', 'recordedByName']);
}

type Row = Consent & { personId: string };

/** All that these people ever said, newest first. */
export async function selectConsents(workspaceId: string, personIds: string[]): Promise<Row[]> {
  if (personIds.length === 0) return [];
  const found = await rows()
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', (eb) => eb.fn.any(eb.val(personIds)))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return found as Row[];
}

export async function findConsent(workspaceId: string, externalId: string): Promise<Row | null> {
  const row = await rows()
    .where('workspaceId', '=', workspaceId)
    .where('externalId', '=', externalId)
    .executeTakeFirst();
  return (row as Row | undefined) ?? null;
}

/** @returns the ids of those that were new: an external id is taken once. */
export async function insertConsents(
  workspaceId: string,
  consents: ConsentColumns[],
  by: Recorder,
): Promise<string[]> {
  if (consents.length === 0) return [];
  const recorded = { recordedAt: by.at, recordedBy: by.id, recordedByName: by.name };
  const inserted = await db()
    .insertInto(TABLE)
    .values(consents.map((consent) => ({ workspaceId, id: newId('con'), ...consent, ...recorded })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return inserted.map(({ id }) => id);
}

/** Which of the rows a merge brought over from the person who is gone. */
export async function selectBroughtOver(workspaceId: string, mergeId: string): Promise<Set<string>> {
  const { rows: moved } = await sql<{ id: string }>`
    select row_key ->> 'id' as id from customers.merge_moves
    where workspace_id = ${workspaceId} and merge_id = ${mergeId} and held = ${`${TABLE}.person_id`}
      and row_key is not null`.execute(db());
  return new Set(moved.map(({ id }) => id));
}

export async function deleteOfMerge(workspaceId: string, mergeId: string): Promise<void> {
  await db()
    .deleteFrom(TABLE)
    .where('workspaceId', '=', workspaceId)
    .where('mergeId', '=', mergeId)
    .execute();
}

/** Who of these people has refused to be reached for this by this channel, by the newest they said. */
export async function selectRefusing(
  workspaceId: string,
  { purpose, channel }: { purpose: Purpose; channel: Channel },
  personIds: string[],
): Promise<string[]> {
  const { rows: refusing } = await sql<{ personId: string }>`
    select person_id from (
      select distinct on (person_id) person_id, is_granted from customers.consents
      where workspace_id = ${workspaceId} and person_id = any(${personIds}::text[]) and channel = ${channel}
        and purpose in (${purpose}, 'all')
      order by person_id, at desc, is_granted
    ) newest where not is_granted`.execute(db());
  return refusing.map(({ personId }) => personId);
}
