import { getOwnAffiliate } from '../affiliates/index.ts';
import type { Actor } from '../core/actor.ts';
import type { MaterialQuery } from './schema.ts';
import { pageOfMaterials } from './store.ts';

/** What the affiliate who is signed in may work with; nothing while they are not active. */
export async function viewOwnMaterials(actor: Actor, query: MaterialQuery) {
  const affiliate = await getOwnAffiliate(actor);
  if (affiliate.status !== 'active') return { data: [], nextCursor: null };
  return pageOfMaterials(actor.workspaceId, query);
}
