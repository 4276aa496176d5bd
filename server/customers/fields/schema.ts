import { z } from 'zod';
import { Currency } from '../../core/money.ts';
import { Id, Storable } from '../schema/query.ts';
import { CHOICE_COLORS, FIELD_OBJECTS, FIELD_TYPES } from './kinds.ts';

const MAX_NAME = 80;
const MAX_HELP = 300;
const MAX_CHOICES = 200;
const MAX_CONDITION = 300;
const MAX_CONDITIONS = 10;

export const FieldKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be lower-case letters, digits and underscores, from a letter on');
const Name = Storable.trim().min(1).max(MAX_NAME);

const Choice = z.object({ key: FieldKey, label: Name, color: z.enum(CHOICE_COLORS).default('gray') });
const Choices = z
  .array(Choice)
  .max(MAX_CHOICES)
  .refine((choices) => new Set(choices.map(({ key }) => key)).size === choices.length, 'names a key twice');

/** A field of the workspace's own. Values are kept while it is archived. */
export const Field = z.object({
  id: z.string(),
  object: z.enum(FIELD_OBJECTS),
  key: z.string(),
  name: z.string(),
  type: z.enum(FIELD_TYPES),
  choices: z.array(Choice.extend({ color: z.enum(CHOICE_COLORS) })),
  help: z.string().nullable(),
  currency: z.string().nullable().describe('Of money; null is the workspace’s'),
  position: z.number(),
  archivedAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Field = z.infer<typeof Field>;

/** With the number of records that have a value. */
export const FieldWithUse = Field.extend({ usedCount: z.number() });
export type FieldWithUse = z.infer<typeof FieldWithUse>;

export const FieldQuery = z.object({ object: z.enum(FIELD_OBJECTS).optional() });
export type FieldQuery = z.infer<typeof FieldQuery>;

export const NewField = z.object({
  object: z.enum(FIELD_OBJECTS),
  key: FieldKey,
  name: Name,
  type: z.enum(FIELD_TYPES),
  choices: Choices.default([]),
  help: Storable.trim().min(1).max(MAX_HELP).nullable().default(null),
  currency: Currency.nullable().default(null),
});
export type NewField = z.infer<typeof NewField>;

/** Object and key stay; the type can change while no record has a value. */
export const FieldChange = NewField.pick({ name: true, type: true })
  .extend({
    choices: Choices,
    help: Storable.trim().min(1).max(MAX_HELP).nullable(),
    currency: Currency.nullable(),
  })
  .partial();
export type FieldChange = z.infer<typeof FieldChange>;

export const FieldOrder = z.object({ object: z.enum(FIELD_OBJECTS), ids: z.array(Id).min(1) });
export type FieldOrder = z.infer<typeof FieldOrder>;

const FieldMoney = z.object({ amountMinor: z.number().int(), currency: z.string() });
export const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), FieldMoney]);
export type FieldValue = z.infer<typeof FieldValue>;

/** By the keys of the fields; an empty field is absent. */
export const FieldValues = z.record(z.string(), FieldValue).describe('Custom fields by key');
export type FieldValues = z.infer<typeof FieldValues>;

/** Absent keeps, null erases. What a value may be, its field's type says. */
export const FieldValuesChange = z
  .record(z.string(), z.unknown())
  .describe('Custom fields by key: absent keeps, null erases');
export type FieldValuesChange = z.infer<typeof FieldValuesChange>;

const Condition = Storable.min(1).max(MAX_CONDITION);
/** `key:operator:value`, all of which must hold. */
export const FieldConditions = z
  .union([Condition, z.array(Condition).max(MAX_CONDITIONS)])
  .transform((given) => (Array.isArray(given) ? given : [given]))
  .optional()
  .describe(
    'Custom fields as key:operator:value, for example tier:is:gold,silver or budget:at_least:100000 (minor units) or since:empty; several must all hold',
  );

/** A sort by a custom field. */
export const FieldSort = z.templateLiteral(['fields.', z.string()]);
export type FieldSort = z.infer<typeof FieldSort>;

const MAX_RECORDS = 5_000;
const OfMany = { object: z.enum(FIELD_OBJECTS), key: Storable.min(1).max(MAX_CONDITION) };

/** One value for many records (`ids` and `value`), or each record's own (`changes`); null empties the field. */
export const ManyFieldValues = z.union([
  z.strictObject({ ...OfMany, ids: z.array(Id).min(1).max(MAX_RECORDS), value: FieldValue.nullable() }),
  z.strictObject({
    ...OfMany,
    changes: z
      .array(z.object({ id: Id, value: FieldValue.nullable() }))
      .min(1)
      .max(MAX_RECORDS),
  }),
]);
export type ManyFieldValues = z.infer<typeof ManyFieldValues>;

/** `undo` is null when nothing differed; else it is the body that puts back what was before. */
export const FieldValuesAnswer = z.object({
  changedCount: z.number().int(),
  undo: z
    .object({
      ...OfMany,
      changes: z.array(z.object({ id: z.string(), value: FieldValue.nullable() })),
    })
    .nullable(),
});
export type FieldValuesAnswer = z.infer<typeof FieldValuesAnswer>;
