import { createHash, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { getOffer } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { notFound } from '../../core/problem.ts';
import { seal, unseal } from '../../core/vault.ts';
import { audit } from '../../workspace/index.ts';
import { findKeyByHash, insertKey, type KeyRow, listKeys, revokeKey } from '../store/postback-keys.ts';
import type { NewPostbackKey, PostbackKey } from './schema.ts';

const KEY_BYTES = 24;

/** A key as the adapter needs it. */
export interface OpenPostbackKey {
  id: string;
  workspaceId: string;
  offerId: string | null;
  isTrusted: boolean;
}

export async function listPostbackKeys(actor: Actor, config: Config): Promise<PostbackKey[]> {
  authorize(actor, 'workspace.write');
  return (await listKeys(actor.workspaceId)).map((row) => viewKey(config, row));
}

/** @throws Problem 404 for an unknown offer. */
export async function createPostbackKey(
  actor: Actor,
  config: Config,
  { name, offerId = null, kind, isTrusted }: z.output<typeof NewPostbackKey>,
): Promise<PostbackKey> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    if (offerId) await getOffer(actor.workspaceId, offerId);
    const id = newId('pbk');
    const key = randomBytes(KEY_BYTES).toString('base64url');
    const row = { id, name, kind, isTrusted, offerId, sealedKey: seal(key, id), createdAt: actor.now };
    await insertKey(actor.workspaceId, { ...row, keyHash: hashOf(key), createdBy: actor.id });
    await audit(actor, {
      action: 'postback_key.created',
      objectType: 'postback_key',
      objectId: id,
      after: { name, offerId, kind, isTrusted },
    });
    return viewKey(config, { ...row, lastCalledAt: null });
  });
}

/** Its calls are refused from now on. @throws Problem 404 */
export async function revokePostbackKey(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'workspace.write');
  await inTransaction(async () => {
    if (!(await revokeKey(actor.workspaceId, id, actor.now))) throw notFound('postback key');
    await audit(actor, { action: 'postback_key.revoked', objectType: 'postback_key', objectId: id });
  });
}

/** Null for an unknown or revoked one. */
export function findPostbackKey(key: string, kind: PostbackKey['kind']): Promise<OpenPostbackKey | null> {
  return findKeyByHash(hashOf(key), kind);
}

function viewKey(config: Config, { sealedKey, ...row }: KeyRow): PostbackKey {
  return { ...row, url: `${config.publicUrl}/${row.kind}/${unseal(sealedKey, row.id)}` };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
