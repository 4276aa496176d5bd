import type { Actor } from '../../core/actor.ts';
import { conflict } from '../../core/problem.ts';
import { readerOf } from './store/conditions.ts';
import { lockDeals } from './store/deals.ts';

/** Whoever reaches some deals only would not find these again. @throws Problem 409 `out_of_reach` */
export async function refuseLosingDeals(actor: Actor, ids: string[]): Promise<void> {
  if (!actor.rows) return;
  const kept = await lockDeals(await readerOf(actor), ids);
  if (kept.length < ids.length)
    throw conflict('out_of_reach', 'With this change the deal would be out of your own reach.');
}
