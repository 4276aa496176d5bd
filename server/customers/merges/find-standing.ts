import type { RecordObject } from './held-ids.ts';
import { holdIds } from './hold-ids.ts';
import { selectFormer } from './store/former-keys.ts';

/** Of ids of records that were merged away: who they are now. Those that stand are missing. */
export async function findStandingIds(
  workspaceId: string,
  object: RecordObject,
  ids: string[],
): Promise<Map<string, string>> {
  await holdIds(workspaceId);
  const former = await selectFormer(workspaceId, object, ['id'], ids);
  return new Map([...former].map(([id, { recordId }]) => [id, recordId]));
}

/**
 * Of external ids and addresses of records that were merged away: the record that they named first, by which facts
 * without an id of their own are known again. The others are missing.
 */
export async function findOrigins(
  workspaceId: string,
  object: RecordObject,
  keys: string[],
): Promise<Map<string, string>> {
  const former = await selectFormer(workspaceId, object, ['external_id', 'address'], keys);
  return new Map([...former].map(([key, { originId }]) => [key, originId]));
}
