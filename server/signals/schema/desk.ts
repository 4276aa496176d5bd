import { z } from 'zod';
import { TICKET_PRIORITIES, type TicketPriority } from './inputs.ts';

const MAX_NAME = 100;
const MAX_ID = 200;
const MAX_TEXT = 500;
const MAX_COMMENT = 5_000;
const MIN_SECRET = 8;
const MAX_SECRET = 200;

export const DESK_KINDS = ['zendesk', 'intercom', 'freshdesk'] as const;
export type DeskKind = (typeof DESK_KINDS)[number];

const Name = z.string().trim().min(1).max(MAX_NAME);
/** What proves that a delivery is the help desk's. */
const Secret = z
  .string()
  .trim()
  .min(MIN_SECRET)
  .max(MAX_SECRET)
  .regex(/^[\x21-\x7e]+$/, 'has no spaces and only ASCII characters');

export const HelpDesk = z.object({
  id: z.string(),
  kind: z.enum(DESK_KINDS),
  name: z.string(),
  /** Where the help desk must send its webhooks. */
  webhookUrl: z.string(),
  /** The secret itself is never shown again. */
  hasSecret: z.boolean(),
  createdAt: z.date(),
  lastReceivedAt: z.date().nullable(),
  /** Deliveries that did not prove to be the desk's, and the last of them. */
  refusedCount: z.number(),
  lastRefusedAt: z.date().nullable(),
  ticketCount: z.number(),
  /** Tickets of somebody whom nobody here knows yet. */
  waitingCount: z.number(),
  /** Tickets that could not be recorded. */
  failedCount: z.number(),
});
export type HelpDesk = z.infer<typeof HelpDesk>;

export const NewHelpDesk = z.object({ kind: z.enum(DESK_KINDS), name: Name, secret: Secret.nullish() });
export type NewHelpDesk = z.infer<typeof NewHelpDesk>;

export const HelpDeskChange = z.object({ name: Name, secret: Secret }).partial();
export type HelpDeskChange = z.infer<typeof HelpDeskChange>;

/** Somebody whose tickets wait, because nobody here is known by these words. */
export const UnknownRequester = z.object({
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  /** The company that the desk names. */
  companyExternalId: z.string().nullable(),
  ticketCount: z.number(),
  lastToldAt: z.date(),
});
export type UnknownRequester = z.infer<typeof UnknownRequester>;

/** Who the desk says it is: by its own key, the seller's id, or the e-mail address. */
export interface DeskParty {
  key?: string;
  externalId?: string;
  email?: string;
  name?: string;
}

/** What one delivery says of a ticket. Absent properties say nothing. */
export interface TicketTelling {
  subject?: string;
  priority?: TicketPriority;
  state?: 'open' | 'closed';
  openedAt?: Date;
  closedAt?: Date;
  firstResponseAt?: Date;
  reopenCount?: number;
  isEscalated?: boolean;
  requester?: DeskParty;
  company?: DeskParty;
  /** 1 to 5. */
  score?: number;
  comment?: string;
}

/** A delivery: what it says of a ticket, of people and companies, or nothing that is needed here. */
export interface DeskDelivery {
  /** Null where a repeat cannot be told from a second delivery: a telling that changes nothing does no harm. */
  externalId: string | null;
  /** By the desk's clock; null where it says none. */
  at: Date | null;
  ticket: { id: string; told: TicketTelling } | null;
  contact: (DeskParty & { kind: 'person' | 'company'; key: string }) | null;
}

const Moment = z.coerce.date();
const Id = z.string().trim().min(1).max(MAX_ID);

/** A ticket in our own words. */
export const NewTicket = z.object({
  externalId: Id.describe('Your own id of the ticket. Told again it changes the ticket.'),
  accountId: Id.optional(),
  accountExternalId: Id.optional(),
  personId: Id.optional(),
  personExternalId: Id.optional(),
  personEmail: z.email().optional(),
  subject: z.string().trim().min(1).max(MAX_TEXT).optional(),
  priority: z.enum(TICKET_PRIORITIES).optional(),
  openedAt: Moment,
  closedAt: Moment.nullish().describe('Null opens it again'),
  firstResponseMinutes: z.int().min(0).max(10_000_000).optional(),
  reopenCount: z.int().min(0).max(10_000).optional(),
  isEscalated: z.boolean().optional(),
  satisfactionScore: z.int().min(1).max(5).optional(),
  satisfactionComment: z.string().trim().min(1).max(MAX_COMMENT).optional(),
});
export type NewTicket = z.infer<typeof NewTicket>;

export const TicketTaken = z.object({ outcome: z.enum(['created', 'updated', 'unchanged']) });
export type TicketTaken = z.infer<typeof TicketTaken>;
