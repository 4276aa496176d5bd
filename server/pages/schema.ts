import { z } from 'zod';
import { WebAddress } from '../affiliates/index.ts';
import { PageQuery } from '../core/page.ts';

const MAX_TITLE = 200;
const MAX_TOPIC = 100;
const MAX_BODY = 50_000;

/** `text` and `snippet` are copied as they are; `link` and `image` are addresses. */
const MATERIAL_KINDS = ['text', 'link', 'image', 'snippet'] as const;

export const Material = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(MATERIAL_KINDS),
  topic: z.string(),
  /** BCP 47. */
  language: z.string(),
  body: z.string(),
  /** Null is for every offer. */
  offerId: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Material = z.infer<typeof Material>;

const fields = {
  title: z.string().trim().min(1).max(MAX_TITLE),
  kind: z.enum(MATERIAL_KINDS),
  topic: z.string().trim().max(MAX_TOPIC),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or th'),
  body: z.string().trim().min(1).max(MAX_BODY),
  offerId: z.string().nullable(),
};

export const NewMaterial = z.object({
  ...fields,
  topic: fields.topic.default(''),
  language: fields.language.default('en'),
  offerId: fields.offerId.default(null),
});
export type NewMaterial = z.infer<typeof NewMaterial>;

export const MaterialChange = z.object(fields).partial();
export type MaterialChange = z.infer<typeof MaterialChange>;

export const MaterialQuery = PageQuery.extend({
  kind: z.enum(MATERIAL_KINDS).optional(),
  topic: z.string().max(MAX_TOPIC).optional(),
  language: z.string().max(35).optional(),
  offerId: z.string().optional(),
});
export type MaterialQuery = z.infer<typeof MaterialQuery>;

/** @returns what is wrong with the body for this kind, or null. */
export function bodyFault(kind: Material['kind'], body: string): string | null {
  if (kind === 'text' || kind === 'snippet') return null;
  return WebAddress.safeParse(body).success ? null : 'must be an http:// or https:// address';
}
