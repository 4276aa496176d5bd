import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { anyOf, FilterText, Id } from '../schema/query.ts';
import { FAULT_KEYS, FAULT_KINDS, FAULT_OBJECTS, type MendedField } from './rules.ts';

const MAX_MENDED = 100;
const Count = z.number().int();
export const FaultKeyName = z.enum(FAULT_KEYS);
const MENDED_FIELDS = ['ownerId', 'domain', 'country', 'stage', 'accountId'] as const satisfies MendedField[];

export const DataQuality = z.object({
  faults: z.array(
    z.object({
      key: FaultKeyName,
      kind: z.enum(FAULT_KINDS),
      object: z.enum(FAULT_OBJECTS),
      /** Whether a value is suggested for some of them. */
      isMendable: z.boolean(),
      count: Count,
    }),
  ),
  /** Whose records they are, with the most faults first; null is nobody's. */
  owners: z.array(
    z.object({
      ownerId: z.string().nullable(),
      ownerName: z.string().nullable(),
      count: Count,
      counts: z.record(z.string(), Count).describe('By fault; those without any are left out'),
    }),
  ),
});
export type DataQuality = z.infer<typeof DataQuality>;

export const FaultParams = z.object({ fault: FaultKeyName });

export const FaultQuery = PageQuery.extend({
  ownerId: anyOf(FilterText).describe('`none` stands for records of nobody'),
});
export type FaultQuery = z.infer<typeof FaultQuery>;

/** A record with a fault, and what would be right, where the other records tell it. */
export const FaultyRecord = z.object({
  id: z.string(),
  name: z.string(),
  detail: z.string().nullable(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  suggestion: z
    .object({
      field: z.enum(MENDED_FIELDS),
      value: z.string(),
      /** The value in words, where it is an id. */
      label: z.string(),
    })
    .nullable(),
});
export type FaultyRecord = z.infer<typeof FaultyRecord>;

export const NewMending = z.object({ ids: z.array(Id).min(1).max(MAX_MENDED) });
export type NewMending = z.infer<typeof NewMending>;

/** Each record got what was suggested for it; one without a suggestion stays as it is. */
export const Mending = z.object({ id: z.string().nullable(), mendedCount: Count });
export type Mending = z.infer<typeof Mending>;

/** Records that were changed again since stay as they are. */
export const UndoneMending = z.object({ restoredCount: Count });
export type UndoneMending = z.infer<typeof UndoneMending>;
