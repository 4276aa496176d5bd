import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { RecordObject } from '../held-ids.ts';

/** `address` is a domain or an e-mail address. */
export type FormerKind = 'id' | 'external_id' | 'address';

export interface FormerKey {
  kind: FormerKind;
  value: string;
  /** The record that it belonged to first. */
  originId: string;
}

/** Who answers now to keys of records that were merged away, by key; the others are missing. */
export async function selectFormer(
  workspaceId: string,
  object: RecordObject,
  kinds: readonly FormerKind[],
  values: readonly string[],
): Promise<Map<string, { recordId: string; originId: string }>> {
  if (values.length === 0) return new Map();
  const rows = await db()
    .selectFrom('customers.formerKeys')
    .select(['value', 'recordId', 'originId'])
    .where('workspaceId', '=', workspaceId)
    .where('object', '=', object)
    .where('kind', '=', (eb) => eb.fn.any(eb.val([...kinds])))
    .where('value', '=', (eb) => eb.fn.any(eb.val([...values])))
    .execute();
  return new Map(rows.map((row) => [row.value, { recordId: row.recordId, originId: row.originId }]));
}

/** Completes a map of ids by key with the keys of records that were merged away. */
export async function withFormer(
  workspaceId: string,
  object: RecordObject,
  kinds: readonly FormerKind[],
  { values, known }: { values: readonly string[]; known: Map<string, string> },
): Promise<Map<string, string>> {
  const missing = values.filter((value) => !known.has(value));
  for (const [value, { recordId }] of await selectFormer(workspaceId, object, kinds, missing))
    known.set(value, recordId);
  return known;
}

export async function insertFormer(
  workspaceId: string,
  merge: { id: string; object: RecordObject; keptId: string },
  keys: readonly FormerKey[],
): Promise<void> {
  await sql`
    insert into customers.former_keys (workspace_id, object, kind, value, record_id, origin_id, merge_id)
    select ${workspaceId}, ${merge.object}, k.kind, k.value, ${merge.keptId}, k."originId", ${merge.id}
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(kind text, value text, "originId" text)
    on conflict (workspace_id, object, kind, value) do update set
      record_id = excluded.record_id, origin_id = excluded.origin_id, merge_id = excluded.merge_id`.execute(
    db(),
  );
}

export async function deleteFormer(workspaceId: string, mergeId: string): Promise<void> {
  await db()
    .deleteFrom('customers.formerKeys')
    .where('workspaceId', '=', workspaceId)
    .where('mergeId', '=', mergeId)
    .execute();
}
