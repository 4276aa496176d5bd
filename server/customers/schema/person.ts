import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { Email } from '../../workspace/index.ts';
import { ContactPoint, PointLabel } from '../contact-points/schema.ts';
import { ATTITUDES, LEVELS } from '../deals/kinds.ts';
import { FieldConditions, FieldSort, FieldValues, FieldValuesChange } from '../fields/schema.ts';
import { STAGES, STAKEHOLDER_ROLES } from '../rules.ts';
import { Tag, tagFilters } from '../tags/schema.ts';
import { Attributes, ExternalId, Text } from './account.ts';
import { anyOf, FilterText, Flag, Id, Moment } from './query.ts';

const Role = z.enum(STAKEHOLDER_ROLES);
const Weight = z.number().min(0).max(100);

export const Person = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  email: z.string().nullable().describe('The primary one'),
  emailLabel: PointLabel.nullable(),
  furtherEmails: z.array(z.string()),
  name: z.string().nullable(),
  phone: z.string().nullable().describe('The primary one'),
  phoneLabel: PointLabel.nullable(),
  title: z.string().nullable(),
  country: z.string().nullable(),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  channel: z.string().nullable(),
  stage: z.enum(STAGES),
  stageReason: z.string().nullable(),
  stageChangedAt: z.date().nullable(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  fields: FieldValues,
  tags: z.array(Tag),
});
export type Person = z.infer<typeof Person>;

/** The 360° header: the person and their part in each account. */
export const PersonView = Person.extend({
  attributes: Attributes,
  contactPoints: z.array(ContactPoint),
  accounts: z.array(
    z.object({
      accountId: z.string(),
      name: z.string(),
      stage: z.enum(STAGES),
      role: Role.nullable(),
      weight: z.number(),
    }),
  ),
});
export type PersonView = z.infer<typeof PersonView>;

const fields = {
  externalId: ExternalId,
  email: Email,
  name: Text,
  phone: Text,
  title: Text,
  country: Text,
  channel: Text,
  ownerId: Id,
};

export const NewPerson = z
  .object({
    ...fields,
    stage: z.enum(STAGES),
    accountId: Id,
    role: Role,
    weight: Weight,
    attributes: Attributes,
    fields: FieldValuesChange,
  })
  .partial()
  .refine((person) => person.email ?? person.name, {
    path: ['email'],
    error: 'give an e-mail address or a name',
  });
export type NewPerson = z.infer<typeof NewPerson>;

/** Absent keeps, null erases. Attributes are joined; an attribute that is null is taken away. */
export const PersonChange = z
  .object({
    externalId: fields.externalId.nullable(),
    email: fields.email.nullable(),
    emailLabel: PointLabel.nullable(),
    name: fields.name.nullable(),
    phone: fields.phone.nullable(),
    phoneLabel: PointLabel.nullable(),
    title: fields.title.nullable(),
    country: fields.country.nullable(),
    channel: fields.channel.nullable(),
    ownerId: fields.ownerId.nullable(),
    /** The main account; the person becomes one of its people. */
    accountId: Id.nullable(),
    stage: z.enum(STAGES),
    stageReason: Text,
    attributes: Attributes,
    fields: FieldValuesChange,
    /** The `updatedAt` that was read: the change is refused when somebody else has changed the person since. */
    readAt: Moment,
  })
  .partial();
export type PersonChange = z.infer<typeof PersonChange>;

const PERSON_SORTS = ['name', 'createdAt'] as const;

/** `none` stands for people where the field is empty. */
export const PersonQuery = z.object({
  ...PageQuery.shape,
  q: FilterText.optional().describe('Part of the name, e-mail address or external id'),
  stage: anyOf(z.enum(STAGES)),
  channel: anyOf(FilterText),
  ownerId: anyOf(FilterText),
  country: anyOf(FilterText),
  role: anyOf(Role).describe('In any account'),
  accountId: FilterText.optional(),
  hasEmail: Flag,
  email: FilterText.optional().describe('Of whom this is the first or a further address'),
  field: FieldConditions,
  ...tagFilters,
  sort: z.union([z.enum(PERSON_SORTS), FieldSort]).default('name'),
  direction: z.enum(['asc', 'desc']).optional().describe('Names go up by default, everything else down'),
});
export type PersonQuery = z.infer<typeof PersonQuery>;

/** Somebody of an account, with their part in it. */
export const AccountPerson = z.object({
  personId: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  phone: z.string().nullable(),
  role: Role.nullable(),
  weight: z.number(),
  attitude: z.enum(ATTITUDES).nullable(),
  /** How much a champion does. */
  strength: z.enum(LEVELS).nullable(),
  lastTouchAt: z.date().nullable(),
});
export type AccountPerson = z.infer<typeof AccountPerson>;

/** Null is not known. */
export const StakeholderPart = z.object({
  role: Role.nullable(),
  weight: Weight.nullable().default(null),
  /** Absent keeps what is known. */
  attitude: z.enum(ATTITUDES).nullable().optional(),
  strength: z.enum(LEVELS).nullable().optional(),
});
export type StakeholderPart = z.infer<typeof StakeholderPart>;
