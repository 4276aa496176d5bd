import { randomBytes } from 'node:crypto';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { audit } from '../../workspace/index.ts';
import type { NewSource, Source } from '../schema/source.ts';
import { insertSource } from '../store/sources.ts';

const KEY_BYTES = 16;

/** A new sender of events with a write key of its own. */
export async function createSource(actor: Actor, request: NewSource): Promise<Source> {
  authorize(actor, 'signals.write');
  return inTransaction(async () => {
    const source = await insertSource(actor.workspaceId, {
      id: newId('src'),
      name: request.name,
      writeKey: randomBytes(KEY_BYTES).toString('hex'),
      createdBy: actor.id,
      createdAt: actor.now,
    });
    await audit(actor, {
      action: 'source.created',
      objectType: 'source',
      objectId: source.id,
      after: { name: source.name },
    });
    return source;
  });
}
