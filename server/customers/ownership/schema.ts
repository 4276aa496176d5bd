import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { STAGES } from '../rules.ts';
import { Id, Storable } from '../schema/query.ts';

const MAX_MEMBERS = 100;
const MAX_VALUES = 50;
const MAX_NOTE = 2_000;
const MAX_NOTES = 1_000;
const MAX_RULES = 200;

const Note = Storable.trim().min(1).max(MAX_NOTE);
const Values = z.array(Storable.trim().min(1).max(200)).min(1).max(MAX_VALUES).optional();

/** What rules give to members. */
export const AssignedObject = z.enum(['account', 'person']);
export type AssignedObject = z.infer<typeof AssignedObject>;

/** What goes along when somebody hands over; of deals and tasks the open ones, as the others are history. */
export const OWNED_OBJECTS = ['account', 'person', 'deal', 'task'] as const;
export const OwnedObject = z.enum(OWNED_OBJECTS);
export type OwnedObject = z.infer<typeof OwnedObject>;

/** How many records of each kind. */
export const OwnedCounts = z.record(OwnedObject, z.number());
export type OwnedCounts = z.infer<typeof OwnedCounts>;

export const HoldingsQuery = z.object({ userId: Id });

export const NewHandOver = z.object({
  fromUserId: Id,
  /** Several take turns; what belongs to one account goes to one of them. */
  toUserIds: z.array(Id).min(1).max(MAX_MEMBERS),
  note: Note.nullable().default(null),
  /** What the next owner should know of a single account. */
  accountNotes: z
    .array(z.object({ accountId: Id, note: Note }))
    .max(MAX_NOTES)
    .default([]),
});
export type NewHandOver = z.infer<typeof NewHandOver>;

const Party = z.object({ userId: z.string(), name: z.string() });

export const HandOver = z.object({
  id: z.string(),
  from: Party,
  to: z.array(Party),
  note: z.string().nullable(),
  counts: OwnedCounts,
  madeBy: z.string(),
  createdAt: z.date(),
  undoneAt: z.date().nullable(),
  undoneBy: z.string().nullable(),
});
export type HandOver = z.infer<typeof HandOver>;

export const HandOverQuery = z.object({ ...PageQuery.shape });
export type HandOverQuery = z.infer<typeof HandOverQuery>;

/** All that are given must hold; none is every record. Texts are compared without regard to case. */
export const Conditions = z.strictObject({
  stages: z.array(z.enum(STAGES)).min(1).optional(),
  countries: Values,
  channels: Values,
  /** Accounts alone have these. */
  industries: Values,
  planTiers: Values,
  minSeats: z.number().int().min(0).max(10_000_000).optional(),
  maxSeats: z.number().int().min(0).max(10_000_000).optional(),
});
export type Conditions = z.infer<typeof Conditions>;

const ruleFields = {
  name: Storable.trim().min(1).max(120),
  conditions: Conditions,
  memberIds: z.array(Id).max(MAX_MEMBERS),
  followsAccount: z.boolean(),
  isActive: z.boolean(),
};

export const AssignmentRule = z.object({
  id: z.string(),
  object: AssignedObject,
  ...ruleFields,
  /** How many records it has given away. */
  givenCount: z.number(),
  updatedAt: z.date(),
});
export type AssignmentRule = z.infer<typeof AssignmentRule>;

export const NewAssignmentRule = z.object({
  object: AssignedObject,
  name: ruleFields.name,
  conditions: Conditions.default({}),
  memberIds: ruleFields.memberIds.default([]),
  followsAccount: z.boolean().default(false),
  isActive: z.boolean().default(true),
});
export type NewAssignmentRule = z.infer<typeof NewAssignmentRule>;

export const AssignmentRuleChange = z.object(ruleFields).partial();
export type AssignmentRuleChange = z.infer<typeof AssignmentRuleChange>;

export const RuleOrder = z.object({ object: AssignedObject, ids: z.array(Id).max(MAX_RULES) });
export type RuleOrder = z.infer<typeof RuleOrder>;

export const AssignmentQuery = z.object({ object: AssignedObject });

/** What the rules in force would do with the records that have no owner now. */
export const AssignmentPreview = z.object({
  ownerlessCount: z.number(),
  byRule: z.array(z.object({ ruleId: z.string(), count: z.number() })),
});
export type AssignmentPreview = z.infer<typeof AssignmentPreview>;
