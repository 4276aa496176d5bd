import { type Actor, authorize } from '../core/actor.ts';
import { searchKey } from './rules.ts';
import type { SearchHit, SearchQuery } from './schema/search.ts';
import type { Reader } from './store/reach.ts';
import { searchAlike, searchBeginning, searchInside } from './store/search.ts';

type Search = typeof searchInside;

/**
 * Finds accounts and people by name, domain, e-mail address or external id: what begins with the words first, then
 * what holds them. When there is neither, what is spelled alike. Neither kind crowds out the other.
 */
export async function searchRecords(actor: Actor, { q, limit }: SearchQuery): Promise<{ data: SearchHit[] }> {
  authorize(actor, 'accounts.read');
  const key = searchKey(q);
  if (key === '') return { data: [] };
  const exact = await searchBoth([searchBeginning, searchInside], actor, key, limit);
  const data = exact.length > 0 ? exact : await searchBoth([searchAlike], actor, key, limit);
  return { data };
}

async function searchBoth(ways: Search[], reader: Reader, key: string, limit: number): Promise<SearchHit[]> {
  const accounts = await searchOne(ways, reader, 'account', key, limit);
  const people = await searchOne(ways, reader, 'person', key, limit);
  const shown = accounts.slice(0, Math.max(Math.ceil(limit / 2), limit - people.length));
  return [...shown, ...people.slice(0, limit - shown.length)];
}

/** The next way is tried only while there is room left. */
async function searchOne(
  ways: Search[],
  reader: Reader,
  type: SearchHit['type'],
  key: string,
  limit: number,
): Promise<SearchHit[]> {
  const hits = new Map<string, SearchHit>();
  for (const search of ways) {
    if (hits.size >= limit) break;
    for (const hit of await search(reader, type, key, limit)) hits.set(hit.id, hits.get(hit.id) ?? hit);
  }
  return [...hits.values()].slice(0, limit);
}
