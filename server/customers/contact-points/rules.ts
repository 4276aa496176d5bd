import type { Network, PointKind } from './kinds.ts';
import type { NewContactPoint } from './schema.ts';

const HOSTS: readonly [RegExp, Network][] = [
  [/(^|\.)linkedin\.com$/, 'linkedin'],
  [/(^|\.)(x|twitter)\.com$/, 'x'],
  [/(^|\.)(facebook|fb)\.com$/, 'facebook'],
  [/(^|\.)instagram\.com$/, 'instagram'],
  [/(^|\.)(line\.me|lin\.ee)$/, 'line'],
  [/(^|\.)tiktok\.com$/, 'tiktok'],
  [/(^|\.)(youtube\.com|youtu\.be)$/, 'youtube'],
  [/(^|\.)github\.com$/, 'github'],
];

/** A contact point as it is kept. */
export interface PointRow {
  kind: PointKind;
  label: NewContactPoint['label'];
  value: string;
  valueKey: string;
  network: Network | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
}

const NOWHERE = { network: null, city: null, region: null, postalCode: null, country: null };

/** What is kept of a contact point, with what tells that two are the same. */
export function toPointRow(point: NewContactPoint): PointRow {
  const { kind, label, value } = point;
  const row = { ...NOWHERE, kind, label, value };
  if (kind === 'email') return { ...row, valueKey: value };
  if (kind === 'phone') return { ...row, valueKey: value.replace(/\D/g, '') };
  if (kind === 'social') {
    const network = point.network ?? networkOf(value);
    return { ...row, network, valueKey: `${network} ${plain(value)}` };
  }
  const { city, region, postalCode, country } = point;
  const place = [value, city, region, postalCode, country];
  return {
    ...row,
    city,
    region,
    postalCode,
    country,
    valueKey: place.map((part) => plain(part ?? '')).join('\n'),
  };
}

/** Which network the address of a profile is at; other for what is none. */
export function networkOf(value: string): Network {
  const url = URL.parse(value);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return 'other';
  return HOSTS.find(([host]) => host.test(url.hostname))?.[1] ?? 'website';
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
