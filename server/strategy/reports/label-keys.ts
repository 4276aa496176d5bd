import { listAffiliates, listGroups, listOffers } from '../../affiliates/index.ts';
import type { Actor } from '../../core/actor.ts';
import { words } from '../../core/words.ts';
import { listLinksByIds } from '../../tracking/index.ts';
import type { Dimension } from './schema.ts';

const COUNTRY_CODE = /^[A-Z]{2}$/;
const DEVICES = ['desktop', 'mobile', 'tablet', 'tv', 'bot'];

interface Keyed {
  by: Dimension[];
  keys: string[];
}

/** How keys are called in the reader's language. What was deleted keeps its id. */
export async function readLabels(
  { workspaceId, locale }: Actor,
  lines: Keyed[],
): Promise<(name: Dimension | undefined, key: string) => string> {
  const keysOf = (name: Dimension) => [
    ...new Set(
      lines.flatMap(({ by, keys }) => by.flatMap((one, place) => (one === name ? (keys[place] ?? '') : []))),
    ),
  ];
  const named = new Map<string, string>();
  const affiliateIds = keysOf('affiliate');
  if (affiliateIds.length > 0)
    for (const { id, name } of await listAffiliates(workspaceId, affiliateIds)) named.set(id, name);
  if (keysOf('group').length > 0)
    for (const { id, name } of await listGroups(workspaceId)) named.set(id, name);
  if (keysOf('offer').length > 0)
    for (const { id, name } of await listOffers(workspaceId)) named.set(id, name);
  const linkIds = keysOf('link');
  if (linkIds.length > 0)
    for (const { id, domain, key } of await listLinksByIds(workspaceId, linkIds))
      named.set(id, `${domain}/${key}`);
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  return (name, key) => {
    if (key === '')
      return words(locale, `strategy:unknown.${name === 'referrer' || name === 'group' ? name : 'other'}`);
    if (name === 'country' && COUNTRY_CODE.test(key)) return regions.of(key) ?? key;
    if (name === 'device' && DEVICES.includes(key)) return words(locale, `strategy:device.${key}`);
    if (name === 'status') return words(locale, `commissions:state.${key}`);
    return named.get(key) ?? key;
  };
}
