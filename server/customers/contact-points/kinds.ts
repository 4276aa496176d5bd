/** What may lead to a person; of the first two the record itself holds the primary one. */
export const POINT_KINDS = ['email', 'phone', 'social', 'postal'] as const;
export type PointKind = (typeof POINT_KINDS)[number];

export const POINT_LABELS = ['work', 'home', 'mobile', 'assistant', 'billing', 'delivery', 'other'] as const;
export type PointLabel = (typeof POINT_LABELS)[number];

/** Networks and what the page of a profile there is, before its name. */
export const NETWORKS = {
  linkedin: 'https://www.linkedin.com/in/',
  x: 'https://x.com/',
  facebook: 'https://www.facebook.com/',
  instagram: 'https://www.instagram.com/',
  line: 'https://line.me/ti/p/~',
  tiktok: 'https://www.tiktok.com/@',
  youtube: 'https://www.youtube.com/@',
  github: 'https://github.com/',
  website: 'https://',
  other: null,
} as const;
export type Network = keyof typeof NETWORKS;
export const NETWORK_NAMES = Object.keys(NETWORKS) as [Network, ...Network[]];

/** Where a profile is opened, or null for what leads nowhere. Only ever an address of the web. */
export function profileUrl(network: Network | null, value: string): string | null {
  if (/^https?:\/\//i.test(value)) return URL.canParse(value) ? value : null;
  const base = network && NETWORKS[network];
  if (!base) return null;
  const name = network === 'website' ? value : encodeURIComponent(value.replace(/^[@~]/, ''));
  return URL.canParse(base + name) ? base + name : null;
}
