import { createHash, randomBytes } from 'node:crypto';
import { type Actor, authorize, isAllowed } from '../core/actor.ts';
import { announce, onAnnouncement } from '../core/announce.ts';
import { db, inTransaction } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import { forbidden, notFound } from '../core/problem.ts';
import { audit } from './audit.ts';
import { PERMISSIONS, type Permission } from './permissions.ts';
import type { ApiKey, CreatedApiKey, NewApiKey } from './schema.ts';

const SECRET_BYTES = 30;
const SHOWN_PREFIX_LENGTH = 11;
const MAX_CACHED_KEYS = 10_000;
const LAST_USED_EVERY_MS = 60_000;
const KEYS_CHANGED = 'workspace.keys-changed';
/** What a key in a web page may do: report, never read. */
const PUBLISHABLE_SCOPES: Permission[] = ['events.write'];

interface KnownKey {
  id: string;
  workspaceId: string;
  name: string;
  kind: ApiKey['kind'];
  scopes: ReadonlySet<string>;
  touchedAt: number;
}

const known = new Map<string, KnownKey>();
onAnnouncement(KEYS_CHANGED, () => known.clear());

const columns = ['id', 'name', 'kind', 'prefix', 'scopes', 'createdAt', 'lastUsedAt', 'revokedAt'] as const;

/** The secret is in this answer and nowhere else: only its hash is kept. */
export async function createApiKey(actor: Actor, request: NewApiKey): Promise<CreatedApiKey> {
  authorize(actor, 'keys.write');
  const scopes = grantedScopes(actor, request);
  const secret = `${request.kind === 'secret' ? 'gw_' : 'gw_pk_'}${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return inTransaction(async () => {
    const row = await db()
      .insertInto('workspace.apiKeys')
      .values({
        workspaceId: actor.workspaceId,
        id: newId('key'),
        name: request.name,
        kind: request.kind,
        prefix: secret.slice(0, SHOWN_PREFIX_LENGTH),
        secretHash: hashSecret(secret),
        scopes,
        createdBy: actor.id,
        createdAt: actor.now,
      })
      .returning(columns)
      .executeTakeFirstOrThrow();
    await audit(actor, {
      action: 'api_key.created',
      objectType: 'api_key',
      objectId: row.id,
      after: { scopes },
    });
    return { ...(row as ApiKey), key: secret };
  });
}

/** Nobody hands out more than they have. */
function grantedScopes(actor: Actor, request: NewApiKey): Permission[] {
  if (request.kind === 'publishable') return PUBLISHABLE_SCOPES;
  const wanted =
    request.scopes ?? PERMISSIONS.filter((scope) => scope !== 'portal.use' && isAllowed(actor, scope));
  const beyond = wanted.find((scope) => !isAllowed(actor, scope));
  if (beyond) throw forbidden(beyond);
  return wanted;
}

export async function listApiKeys(actor: Actor): Promise<ApiKey[]> {
  authorize(actor, 'keys.write');
  const rows = await db()
    .selectFrom('workspace.apiKeys')
    .select(columns)
    .where('workspaceId', '=', actor.workspaceId)
    .orderBy('createdAt', 'desc')
    .execute();
  return rows as ApiKey[];
}

/** When a key of each kind that still holds was last used, to the minute. */
export async function findLastKeyUse(workspaceId: string): Promise<Record<ApiKey['kind'], Date | null>> {
  const rows = await db()
    .selectFrom('workspace.apiKeys')
    .select(['kind', (build) => build.fn.max('lastUsedAt').as('at')])
    .where('workspaceId', '=', workspaceId)
    .where('revokedAt', 'is', null)
    .groupBy('kind')
    .execute();
  const usedAt = (kind: ApiKey['kind']) => rows.find((row) => row.kind === kind)?.at ?? null;
  return { secret: usedAt('secret'), publishable: usedAt('publishable') };
}

export async function revokeApiKey(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'keys.write');
  await inTransaction(async () => {
    const row = await db()
      .updateTable('workspace.apiKeys')
      .set({ revokedAt: actor.now })
      .where('workspaceId', '=', actor.workspaceId)
      .where('id', '=', id)
      .where('revokedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) throw notFound('API key');
    await audit(actor, { action: 'api_key.revoked', objectType: 'api_key', objectId: id });
    await announce(KEYS_CHANGED, id);
  });
  known.clear();
}

/** Whose key this is; null for an unknown or revoked one. Found in memory after the first use. */
export async function findKey(secret: string): Promise<KnownKey | null> {
  const secretHash = hashSecret(secret);
  const key = known.get(secretHash) ?? (await readKey(secretHash));
  if (key) await touch(key);
  return key;
}

async function readKey(secretHash: string): Promise<KnownKey | null> {
  const row = await db()
    .selectFrom('workspace.apiKeys')
    .select(['id', 'workspaceId', 'name', 'kind', 'scopes'])
    .where('secretHash', '=', secretHash)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  if (known.size >= MAX_CACHED_KEYS) known.clear();
  const key = { ...row, kind: row.kind as ApiKey['kind'], scopes: new Set(row.scopes), touchedAt: 0 };
  known.set(secretHash, key);
  return key;
}

/** Who made a key: behind what a key does stands a person. Null for an unknown key. */
export async function findKeyCreator(workspaceId: string, id: string): Promise<string | null> {
  const row = await db()
    .selectFrom('workspace.apiKeys')
    .select('createdBy')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.createdBy ?? null;
}

async function touch(key: KnownKey): Promise<void> {
  if (Date.now() - key.touchedAt < LAST_USED_EVERY_MS) return;
  key.touchedAt = Date.now();
  await db()
    .updateTable('workspace.apiKeys')
    .set({ lastUsedAt: new Date() })
    .where('workspaceId', '=', key.workspaceId)
    .where('id', '=', key.id)
    .execute();
}

function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
