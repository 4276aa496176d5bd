import type { FIELDS } from '../fields.ts';

export const KINDS = ['affiliates', 'links', 'customers', 'commissions'] as const;
export type Kind = (typeof KINDS)[number];

/** Plain words of the header names by which a platform calls our fields, beside those that all of them use. */
export type Headers = { [K in Kind]: Partial<Record<keyof (typeof FIELDS)[K], readonly string[]>> };

/** Another platform's exports: CSV as its screens write them, or JSON as its API answers. */
export interface Platform {
  /** As people call it. */
  name: string;
  /** Plain words of its files' names. */
  files: { [K in Kind]: readonly string[] };
  headers: Headers;
}
