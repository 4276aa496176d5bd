import { z } from 'zod';
import { Email } from '../../workspace/index.ts';
import { Id, Storable } from '../schema/query.ts';
import { NETWORK_NAMES, POINT_KINDS, POINT_LABELS } from './kinds.ts';

const MAX_PHONE = 60;
const MIN_DIGITS = 3;
const MAX_PROFILE = 300;
const MAX_STREET = 300;
const MAX_PLACE = 100;
const MAX_POSTAL_CODE = 20;

export const PointLabel = z.enum(POINT_LABELS);
const Place = Storable.trim().min(1).max(MAX_PLACE);

const Phone = Storable.trim()
  .max(MAX_PHONE)
  .refine((text) => text.replace(/\D/g, '').length >= MIN_DIGITS, 'must be a telephone number');

const postal = {
  value: Storable.trim().min(1).max(MAX_STREET).describe('Street and house'),
  city: Place.nullable().default(null),
  region: Place.nullable().default(null),
  postalCode: Storable.trim().min(1).max(MAX_POSTAL_CODE).nullable().default(null),
  country: Place.nullable().default(null),
};

const label = PointLabel.default('work');

/** A further address, number, profile or place of a person. */
export const NewContactPoint = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), label, value: Email }),
  z.strictObject({ kind: z.literal('phone'), label, value: Phone }),
  z.strictObject({
    kind: z.literal('social'),
    label,
    network: z.enum(NETWORK_NAMES).optional().describe('Absent: as the address tells'),
    value: Storable.trim().min(1).max(MAX_PROFILE).describe('The address of the profile, or its name'),
  }),
  z.strictObject({ kind: z.literal('postal'), label, ...postal }),
]);
export type NewContactPoint = z.infer<typeof NewContactPoint>;

export const ContactPoint = z.object({
  id: z.string(),
  kind: z.enum(POINT_KINDS),
  label: PointLabel,
  value: z.string(),
  /** Of a profile. */
  network: z.enum(NETWORK_NAMES).nullable(),
  /** Of a place. */
  city: z.string().nullable(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type ContactPoint = z.infer<typeof ContactPoint>;

export const PointParams = z.object({ id: Id, pointId: Id });
