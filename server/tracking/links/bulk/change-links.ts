import { type Actor, authorize } from '../../../core/actor.ts';
import { inTransaction } from '../../../core/db.ts';
import type { LinksChange } from '../../schema/link-bulk.ts';
import { changeLink } from '../change-link.ts';

/** One change for many links, all or none. @returns how many there were. @throws as `changeLink`. */
export async function changeLinks(actor: Actor, { ids, change }: LinksChange): Promise<number> {
  authorize(actor, 'links.write');
  const unique = [...new Set(ids)].toSorted();
  await inTransaction(async () => {
    for (const id of unique) await changeLink(actor, id, change);
  });
  return unique.length;
}
