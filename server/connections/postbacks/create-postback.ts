import { getAffiliate, getOwnAffiliate } from '../../affiliates/index.ts';
import type { Actor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { type FindScope, getReceiver } from '../receivers/get-receiver.ts';
import { insertReceiver, listReceivers, type ReceiverRow, type ReceiverScope } from '../store/receivers.ts';
import type { NewPostback } from './schema.ts';

/** Each one is a call for every event, made by us. */
const MAX_POSTBACKS = 10;

/** The affiliate who is signed in: their own alone. */
export const scopeOfAffiliate: FindScope = async (actor) => ({
  kind: 'postback',
  affiliateId: (await getOwnAffiliate(actor)).id,
});

/** @throws Problem 404 for an unknown affiliate, 409 when they have as many as anybody may have. */
export async function createPostback(
  actor: Actor,
  scope: ReceiverScope,
  { affiliateId, url, eventTypes }: NewPostback,
): Promise<ReceiverRow> {
  return inTransaction(async () => {
    await getAffiliate(actor.workspaceId, affiliateId);
    const known = await listReceivers(actor.workspaceId, { kind: 'postback', affiliateId });
    if (known.length >= MAX_POSTBACKS)
      throw conflict('too_many_postbacks', `There are ${MAX_POSTBACKS} postbacks already.`);
    const id = newId('pbo');
    await insertReceiver(actor.workspaceId, {
      ...{ id, kind: 'postback', affiliateId, url, eventTypes, description: '' },
      ...{ sealedSecret: null, createdBy: actor.id, createdAt: actor.now },
    });
    await audit(actor, {
      action: 'postback.created',
      objectType: 'postback',
      objectId: id,
      after: { affiliateId, url, eventTypes },
    });
    return getReceiver(actor, scope, id);
  });
}
