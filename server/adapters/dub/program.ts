import { getOffer, listOffers, type Offer } from '../../affiliates/index.ts';
import { conflict } from '../../core/problem.ts';
import { fromWireId } from './wire-ids.ts';

/**
 * The offer behind a program id. Callers of this API know one program: without an id it is the oldest active offer.
 * @throws Problem 404 for an unknown program, 409 while there is no active offer.
 */
export async function getProgram(workspaceId: string, programId?: string | null): Promise<Offer> {
  if (programId) return getOffer(workspaceId, fromWireId('offer', programId));
  const active = (await listOffers(workspaceId)).filter(({ status }) => status === 'active');
  const [oldest] = active.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  if (!oldest) throw conflict('no_offer', 'There is no active offer yet. Make one first.');
  return oldest;
}
