import { addHours } from 'date-fns/addHours';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { notFound } from '../../core/problem.ts';
import { seal } from '../../core/vault.ts';
import { audit } from '../../workspace/index.ts';
import { getReceiver } from '../receivers/get-receiver.ts';
import { insertReceiver, lockReceiver, updateReceiver } from '../store/receivers.ts';
import type { NewWebhook, WebhookWithSecret } from './schema.ts';
import { newSecret } from './sign-webhook.ts';

const OLD_SECRET_HOURS = 24;
const scope = { kind: 'webhook' } as const;

export async function createWebhook(actor: Actor, wanted: NewWebhook): Promise<WebhookWithSecret> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    const id = newId('whk');
    const secret = newSecret();
    await insertReceiver(actor.workspaceId, {
      ...{ id, kind: 'webhook', affiliateId: null, ...wanted },
      sealedSecret: seal(secret, id),
      createdBy: actor.id,
      createdAt: actor.now,
    });
    await audit(actor, { action: 'webhook.created', objectType: 'webhook', objectId: id, after: wanted });
    return { ...(await getReceiver(actor, scope, id)), secret };
  });
}

/** A new secret; the present one stays valid for a day, so that nothing is refused meanwhile. @throws Problem 404 */
export async function rotateSecret(actor: Actor, id: string): Promise<WebhookWithSecret> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    await getReceiver(actor, scope, id);
    const before = await lockReceiver(actor.workspaceId, id);
    if (!before) throw notFound('webhook');
    const secret = newSecret();
    await updateReceiver(actor.workspaceId, id, {
      sealedSecret: seal(secret, id),
      sealedOldSecret: before.sealedSecret,
      oldSecretUntil: addHours(actor.now, OLD_SECRET_HOURS),
    });
    await audit(actor, { action: 'webhook.secret_rotated', objectType: 'webhook', objectId: id });
    return { ...(await getReceiver(actor, scope, id)), secret };
  });
}
