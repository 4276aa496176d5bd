import { type Actor, authorize } from '../../core/actor.ts';
import type { ErasureQuery, PersonErasure } from './schema.ts';
import { pageOfErasures } from './store/erasures.ts';

/** Who was erased, newest first: by the id that the record had. */
export function listErasures(
  actor: Actor,
  query: ErasureQuery,
): Promise<{ data: PersonErasure[]; nextCursor: string | null }> {
  authorize(actor, 'privacy.write');
  return pageOfErasures(actor.workspaceId, query);
}
