import { getOffer } from '../affiliates/index.ts';
import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import { conflict, invalidField, notFound } from '../core/problem.ts';
import { findImport } from '../customers/index.ts';
import { findLinkDomain } from '../tracking/index.ts';
import { audit } from '../workspace/index.ts';
import { PLATFORM_KEYS } from './platforms/platforms.ts';
import type { NewTakeover } from './schema.ts';
import { findTakeoverOfImport, insertTakeover } from './store.ts';

/**
 * Says for which offer a platform's files are brought in, before the import runs; the same again gives back what is
 * there. @throws Problem 404; 409 once the import has begun; 422 for a domain that is not proven.
 */
export async function startTakeover(actor: Actor, wanted: NewTakeover): Promise<string> {
  authorize(actor, 'affiliates.approve');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const run = await findImport(workspaceId, wanted.importId);
    const platform = PLATFORM_KEYS.find((key) => key === run?.family);
    if (!run || !platform) throw notFound('import');
    const offer = await getOffer(workspaceId, wanted.offerId);
    const known = await findTakeoverOfImport(workspaceId, run.id);
    if (known) return known.id;
    if (run.state !== 'draft') throw conflict('import_begun', 'This import has begun already.');
    const domain = wanted.domain ?? null;
    const status = domain && (await findLinkDomain(workspaceId, domain))?.status;
    if (domain && (!status || status === 'waiting'))
      throw invalidField('domain', 'is not a link domain that is proven');
    const id = newId('tko');
    const made = { id, platform, offerId: offer.id, importId: run.id, domain };
    await insertTakeover(workspaceId, { ...made, createdByName: actor.name, createdAt: actor.now });
    await audit(actor, {
      action: 'takeover.created',
      objectType: 'takeover',
      objectId: id,
      after: made,
    });
    return id;
  });
}
