import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { ExternalId, Text } from '../schema/account.ts';
import { anyOf, FilterText, Flag, Id, Moment, Storable } from '../schema/query.ts';
import { ACTIVITY_KINDS, DIRECTIONS, MAX_BODY, MAX_MINUTES, OUTCOMES } from './kinds.ts';

const MAX_PEOPLE = 50;
const Day = z.iso.date();

export const Activity = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  kind: z.enum(ACTIVITY_KINDS),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  people: z
    .array(z.object({ personId: z.string(), name: z.string().nullable() }))
    .describe('Who took part beside the person that it is about'),
  at: z.date().describe('When a call, meeting or work began; of a note, when it was written'),
  direction: z.enum(DIRECTIONS).nullable(),
  durationMinutes: z.number().int().nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  body: z.string(),
  nextStep: z.string().nullable(),
  nextStepOn: z.string().nullable(),
  authorId: z.string(),
  authorName: z.string(),
  isPinned: z.boolean(),
  editedAt: z.date().nullable(),
  version: z.number().int().describe('Goes up with every change'),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Activity = z.infer<typeof Activity>;

const Body = Storable.trim().max(MAX_BODY);
const PersonIds = z.array(Id).max(MAX_PEOPLE);

const said = {
  at: Moment,
  direction: z.enum(DIRECTIONS).nullable(),
  durationMinutes: z.number().int().min(0).max(MAX_MINUTES).nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  body: Body,
  nextStep: Text.nullable(),
  nextStepOn: Day.nullable(),
  isPinned: z.boolean(),
  personIds: PersonIds,
};

/** About an account, a person, or both. Direction is of calls, outcome of calls and meetings, duration of those and of work. */
export const NewActivity = z
  .object(said)
  .partial()
  .extend({
    kind: z.enum(ACTIVITY_KINDS),
    externalId: ExternalId.optional().describe(
      'Names one activity for ever: told again, it is answered as it is',
    ),
    accountId: Id.optional(),
    personId: Id.optional(),
  });
export type NewActivity = z.infer<typeof NewActivity>;

export const ActivityChange = z
  .object(said)
  .partial()
  .extend({
    version: z.number().int().optional().describe('Refused when it was changed since this version'),
  });
export type ActivityChange = z.infer<typeof ActivityChange>;

/** What an activity said before a change. */
export const ActivityVersion = z.object({
  version: z.number().int(),
  said: z.object({
    at: z.string(),
    direction: z.enum(DIRECTIONS).nullable(),
    durationMinutes: z.number().int().nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    body: z.string(),
    nextStep: z.string().nullable(),
    nextStepOn: z.string().nullable(),
  }),
  changedBy: z.string(),
  changedAt: z.date(),
});
export type ActivityVersion = z.infer<typeof ActivityVersion>;

export const ActivityFilters = z.object({
  q: FilterText.optional().describe('Words in the text or the next step'),
  kind: anyOf(z.enum(ACTIVITY_KINDS)),
  accountId: FilterText.optional(),
  personId: FilterText.optional().describe('Whom it is about, or who took part'),
  authorId: anyOf(FilterText),
  outcome: anyOf(FilterText).describe('`none` stands for none'),
  callDirection: anyOf(z.enum(DIRECTIONS)),
  from: Moment.optional(),
  to: Moment.optional(),
  isPinned: Flag,
  hasNextStep: Flag,
});
export type ActivityFilters = z.infer<typeof ActivityFilters>;

export const ActivityQuery = ActivityFilters.extend({
  ...PageQuery.shape,
  direction: z.enum(['asc', 'desc']).default('desc').describe('By time'),
});
export type ActivityQuery = z.infer<typeof ActivityQuery>;
