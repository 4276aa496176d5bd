import { type Actor, authorize } from '../../core/actor.ts';
import { pageOfRates } from '../store/rates.ts';
import type { RateListQuery } from './schema.ts';

export function listRates(actor: Actor, query: RateListQuery) {
  authorize(actor, 'commissions.read');
  return pageOfRates(actor.workspaceId, query);
}
