import type { AuditEntry } from '../../server/workspace/audit-log/schema.ts';

/** Of an id like `off_0193…`, the end is what tells it from its neighbours. */
const SHOWN_CHARACTERS = 6;
const ID = /^[a-z]{2,5}_[0-9a-f]{32}$/;
/** Of these a workspace has one, kept under the workspace's own id. */
const SINGLE = new Set([
  'company',
  'fraud_settings',
  'health_profiles',
  'outbox',
  'payout_schedule',
  'payout_sender',
  'workspace',
]);

/** What an object is called: its name, else a short id, else (a day, a currency) what it is kept under; null when its kind says all. */
export function callObject({
  objectType,
  objectId,
  objectName,
}: Pick<AuditEntry, 'objectType' | 'objectId' | 'objectName'>): { text: string | null; isId: boolean } {
  if (objectName) return { text: objectName, isId: false };
  if (SINGLE.has(objectType)) return { text: null, isId: false };
  if (ID.test(objectId)) return { text: `…${objectId.slice(-SHOWN_CHARACTERS)}`, isId: true };
  return { text: objectId, isId: false };
}
