import { z } from 'zod';
import { AmountMinor, Currency } from '../../../core/money.ts';
import { STAKEHOLDER_ROLES } from '../../rules.ts';
import { ExternalId, Text } from '../../schema/account.ts';
import { Id, Storable } from '../../schema/query.ts';
import { Tag } from '../../tags/schema.ts';
import { ATTITUDES, DEAL_STATES, LEVELS } from '../kinds.ts';
import { Probability } from './pipeline.ts';

const MAX_COMPETITORS = 20;
const MAX_PEOPLE = 50;
const MAX_LINES = 100;
const MAX_QUANTITY = 1_000_000;
const MAX_NOTE = 2_000;

export const Deal = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  name: z.string(),
  pipelineId: z.string(),
  stageId: z.string(),
  state: z.enum(DEAL_STATES),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  amountMinor: z.number().nullable(),
  currency: z.string(),
  probability: z.number().describe('Percent: its own, or its stage’s'),
  ownProbability: z.number().nullable(),
  expectedOn: z.string().nullable().describe('The day on which it is to be decided'),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  channel: z.string().nullable(),
  source: z.string().nullable(),
  competitors: z.array(z.string()),
  nextStep: z.string().nullable(),
  registrationId: z.string().nullable().describe('The affiliate’s registration that it came from'),
  stageSince: z.date(),
  closedAt: z.date().nullable(),
  closedByName: z.string().nullable(),
  lossReasonId: z.string().nullable(),
  lossReason: z.string().nullable(),
  closeNote: z.string().nullable(),
  isStale: z.boolean().describe('Longer in its stage than that allows'),
  isSlipping: z.boolean().describe('The expected day is over'),
  version: z.number().int().describe('Goes up with every change'),
  createdAt: z.date(),
  updatedAt: z.date(),
  tags: z.array(Tag),
});
export type Deal = z.infer<typeof Deal>;

const Level = z.enum(LEVELS);

/** How somebody takes part; null is not known. */
export const DealPart = z.object({
  role: z.enum(STAKEHOLDER_ROLES).nullable().default(null),
  influence: Level.nullable().default(null),
  attitude: z.enum(ATTITUDES).nullable().default(null),
  strength: Level.nullable().default(null).describe('How much a champion does for the deal'),
});
export type DealPart = z.infer<typeof DealPart>;

export const DealPerson = z.object({
  personId: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  role: z.enum(STAKEHOLDER_ROLES).nullable(),
  influence: Level.nullable(),
  attitude: z.enum(ATTITUDES).nullable(),
  strength: Level.nullable(),
  lastTouchAt: z.date().nullable().describe('The newest entry of their timeline'),
});
export type DealPerson = z.infer<typeof DealPerson>;

export const DealLine = z.object({
  name: Text,
  quantity: z.number().int().min(1).max(MAX_QUANTITY).default(1),
  priceMinor: AmountMinor.min(0).describe('Of one, in the deal’s currency'),
});
export type DealLine = z.infer<typeof DealLine>;

/** Where a deal went, and how long it had been where it came from. */
export const DealMove = z.object({
  id: z.string(),
  fromStageId: z.string().nullable(),
  fromStage: z.string().nullable(),
  toStageId: z.string(),
  toStage: z.string(),
  at: z.date(),
  stayedMs: z.number().nullable().describe('In the stage before; null for a new deal'),
  byName: z.string(),
});
export type DealMove = z.infer<typeof DealMove>;

export const DealView = Deal.extend({
  people: z.array(DealPerson),
  lines: z.array(DealLine),
  moves: z.array(DealMove).describe('Newest first'),
});
export type DealView = z.infer<typeof DealView>;

const Day = z.iso.date();
const fields = {
  externalId: ExternalId,
  name: Text,
  accountId: Id,
  amountMinor: AmountMinor.min(0),
  currency: Currency,
  probability: Probability,
  expectedOn: Day,
  ownerId: Id,
  channel: Text,
  source: Text,
  nextStep: Text,
};
const Competitors = z.array(Text).max(MAX_COMPETITORS);

export const NewDeal = z
  .object({
    ...fields,
    pipelineId: Id,
    stageId: Id.describe('An open stage; the pipeline’s first unless told'),
    competitors: Competitors,
    people: z.array(DealPart.extend({ personId: Id })).max(MAX_PEOPLE),
    lines: z.array(DealLine).max(MAX_LINES).describe('With lines the amount is their sum'),
  })
  .partial()
  .required({ name: true });
export type NewDeal = z.infer<typeof NewDeal>;

/** Absent keeps, null erases. */
export const DealChange = z
  .object({
    externalId: fields.externalId.nullable(),
    name: fields.name,
    accountId: fields.accountId.nullable(),
    amountMinor: fields.amountMinor.nullable(),
    currency: fields.currency,
    probability: fields.probability.nullable(),
    expectedOn: fields.expectedOn.nullable(),
    ownerId: fields.ownerId.nullable(),
    channel: fields.channel.nullable(),
    source: fields.source.nullable(),
    nextStep: fields.nextStep.nullable(),
    competitors: Competitors,
    version: z.number().int().describe('The one that was read: refused when the deal was changed since'),
  })
  .partial();
export type DealChange = z.infer<typeof DealChange>;

/** What was seen when the act was chosen: refused when the deal is elsewhere by now. */
const seen = { expectedStageId: Id.optional(), version: z.number().int().optional() };

export const StageWish = z.object({ stageId: Id, ...seen });
export type StageWish = z.infer<typeof StageWish>;

const Note = Storable.trim().max(MAX_NOTE).optional();

export const Win = z.object({
  ...seen,
  note: Note,
  recordsSale: z
    .boolean()
    .default(false)
    .describe('The amount is a sale of the affiliate who registered the customer: where no billing tells it'),
});
export type Win = z.infer<typeof Win>;

export const Loss = z.object({ ...seen, reasonId: Id, note: Note });
export type Loss = z.infer<typeof Loss>;

export const DealLines = z.object({ data: z.array(DealLine).max(MAX_LINES) });
export type DealLines = z.infer<typeof DealLines>;
