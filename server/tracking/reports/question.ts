/** What is known of a click from its link and its moment. */
const PLAIN = ['day', 'affiliate', 'group', 'offer', 'link'] as const;
/** What is known of the visitor. */
const FACETS = [
  'country',
  'device',
  'browser',
  'referrer',
  'page',
  'sub1',
  'sub2',
  'sub3',
  'sub4',
  'sub5',
] as const;
/** Mostly not known: their sums have rows for what is known alone. */
const SPARSE: readonly Facet[] = ['page', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5'];

export const CLICK_DIMENSIONS = [...PLAIN, ...FACETS] as const;
export type ClickDimension = (typeof CLICK_DIMENSIONS)[number];
type Facet = (typeof FACETS)[number];

/** A lead or sale has the facts of the click that first earned its affiliate the customer, and its own. */
export const CONVERSION_DIMENSIONS = [...CLICK_DIMENSIONS, 'coupon', 'product'] as const;
export type ConversionDimension = (typeof CONVERSION_DIMENSIONS)[number];

/** Days of the workspace's time zone, both included. `''` stands for what is not known, in keys and filters. */
export interface Question<Dimension extends string> {
  by: Dimension[];
  since: string;
  until: string;
  timeZone: string;
  where: Partial<Record<Dimension, string[]>>;
  /** The group that each affiliate is in now; who is in none is not among them. */
  groups?: ReadonlyMap<string, string>;
}

/** Whether the answer takes the groups of affiliates. */
export function asksGroups({ by, where }: { by: string[]; where: object }): boolean {
  return by.includes('group') || 'group' in where;
}

/** Where the answer stands: a roll-up, or the clicks themselves. */
export type Source =
  | { kind: 'days' }
  | { kind: 'facet'; facet: Facet; isSparse: boolean }
  | { kind: 'pair' }
  | { kind: 'clicks' };

/** The roll-up that answers a question about clicks; those that none answers are counted from the clicks. */
export function sourceOf({ by, where }: Pick<Question<ClickDimension>, 'by' | 'where'>): Source {
  const asked = new Set([...by, ...Object.keys(where)]);
  const facets = FACETS.filter((facet) => asked.has(facet));
  const [facet, second] = facets;
  if (!facet) return { kind: 'days' };
  if (!second) return { kind: 'facet', facet, isSparse: SPARSE.includes(facet) };
  if (facets.length === 2 && facet === 'country' && second === 'device') return { kind: 'pair' };
  return { kind: 'clicks' };
}
