import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { Text } from '../schema/account.ts';
import { anyOf, FilterText, Flag, Id, Storable } from '../schema/query.ts';
import { HAND_OFF_STATES, RETURN_REASONS, SUGGESTIONS } from './kinds.ts';

const MAX_NOTE = 5_000;
const MAX_ROLE = 100;

const Note = Storable.trim().min(1).max(MAX_NOTE);

export const HandOff = z.object({
  id: z.string(),
  accountId: z.string().nullable(),
  personId: z.string().nullable(),
  recordName: z.string(),
  fromId: z.string(),
  fromName: z.string(),
  toId: z.string().nullable(),
  toName: z.string().nullable(),
  toRole: z.string().nullable().describe('Without a member, whoever has this role may take it'),
  promised: z.string().nullable(),
  nextStep: z.string().nullable(),
  state: z.enum(HAND_OFF_STATES),
  createdAt: z.date(),
  acceptedAt: z.date().nullable(),
  acceptedByName: z.string().nullable(),
  endedAt: z.date().nullable(),
  endedByName: z.string().nullable(),
  reason: z.enum(RETURN_REASONS).nullable(),
  note: z.string().nullable(),
  taskId: z.string().nullable(),
  dealId: z.string().nullable(),
  waitedMinutes: z
    .number()
    .int()
    .describe('Until it was taken, given back or withdrawn; until now while it waits'),
  heldMinutes: z.number().int().nullable().describe('From when it was taken until it was given back, or now'),
});
export type HandOff = z.infer<typeof HandOff>;

const Mail = z.object({
  id: z.string(),
  kind: z.string(),
  subject: z.string(),
  recipient: z.string(),
  state: z.string(),
  createdAt: z.date(),
  sentAt: z.date().nullable(),
  reaction: z
    .object({ text: z.string(), at: z.date() })
    .nullable()
    .describe('The first thing that the same person did within a week of it'),
});

const Part = z.object({
  personId: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  role: z.string().nullable(),
  isRefusing: z.boolean().describe('Has refused news by mail'),
});

/** All that was sent to a lead and done by it, for who takes it over. */
export const Dossier = z.object({
  origin: z.object({
    channel: z.string().nullable(),
    source: z.string().nullable(),
    campaign: z.string().nullable(),
    medium: z.string().nullable(),
    since: z.date(),
  }),
  people: z.array(Part),
  mails: z.array(Mail).describe('The newest first'),
  acts: z
    .array(z.object({ kind: z.string(), count: z.number().int(), firstAt: z.date(), lastAt: z.date() }))
    .describe('What the timeline holds, by kind, the latest first'),
  suggestion: z.enum(SUGGESTIONS),
});
export type Dossier = z.infer<typeof Dossier>;

export const HandOffView = HandOff.extend({ dossier: Dossier });
export type HandOffView = z.infer<typeof HandOffView>;

export const NewHandOff = z
  .object({
    accountId: Id.optional(),
    personId: Id.optional(),
    toId: Id.optional(),
    toRole: Storable.min(1).max(MAX_ROLE).optional(),
    promised: Note.nullable().default(null),
    nextStep: Note.nullable().default(null),
  })
  .refine(({ accountId, personId }) => (accountId === undefined) !== (personId === undefined), {
    path: ['accountId'],
    error: 'give an account or a person',
  })
  .refine(({ toId, toRole }) => (toId === undefined) !== (toRole === undefined), {
    path: ['toId'],
    error: 'give a colleague or a role',
  });
export type NewHandOff = z.infer<typeof NewHandOff>;

export const Acceptance = z.object({
  dealName: Text.optional().describe('A deal of this name is opened with it'),
});
export type Acceptance = z.infer<typeof Acceptance>;

export const Return = z.object({ reason: z.enum(RETURN_REASONS), note: Note.nullable().default(null) });
export type Return = z.infer<typeof Return>;

export const HandOffFilters = z.object({
  state: anyOf(z.enum(HAND_OFF_STATES)),
  isMine: Flag.describe('For who asks, or for their role'),
  isFromMe: Flag,
  accountId: FilterText.optional(),
  personId: FilterText.optional(),
  reason: anyOf(z.enum(RETURN_REASONS)),
});
export type HandOffFilters = z.infer<typeof HandOffFilters>;

export const HandOffQuery = HandOffFilters.extend(PageQuery.shape);
export type HandOffQuery = z.infer<typeof HandOffQuery>;

/** How the hand-offs of the last 90 days went. */
export const HandOffFigures = z.object({
  waiting: z.number().int(),
  accepted: z.number().int(),
  returned: z.number().int(),
  medianWaitMinutes: z.number().nullable(),
  longestWaitMinutes: z.number().nullable().describe('Of those that wait now'),
  reasons: z.array(z.object({ reason: z.enum(RETURN_REASONS), count: z.number().int() })),
});
export type HandOffFigures = z.infer<typeof HandOffFigures>;
