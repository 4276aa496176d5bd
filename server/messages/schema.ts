import { z } from 'zod';
import { MAIL_STATES } from '../core/mail-outbox.ts';
import { PageQuery } from '../core/page.ts';
import { LOCALES } from '../core/words.ts';

const MAX_SUBJECT = 300;
const MAX_TEXT = 20_000;

export const MessageSummary = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(MAIL_STATES),
  recipient: z.string(),
  subject: z.string(),
  /** What the mail server answered to the last attempt. */
  error: z.string().nullable(),
  createdAt: z.date(),
  sentAt: z.date().nullable(),
});

export const Message = MessageSummary.extend({
  sender: z.string(),
  replyTo: z.string().nullable(),
  /** Null where it opens somebody's account and the reader is not an owner. */
  text: z.string().nullable(),
});
export type Message = z.infer<typeof Message>;

export const MessageQuery = PageQuery.extend({
  state: z.enum(MAIL_STATES).optional(),
  kind: z.string().max(100).optional(),
});

/** Whether a mail server is set up, and how many mails are in each state. */
export const OutboxState = z.object({
  canSend: z.boolean(),
  counts: z.record(z.enum(MAIL_STATES), z.number()),
});

const Wording = z.object({ subject: z.string(), text: z.string() });

export const MessageTemplate = Wording.extend({
  kind: z.string(),
  name: z.string(),
  locale: z.enum(LOCALES),
  /** False while the catalog's wording is in force. */
  isOwn: z.boolean(),
  updatedAt: z.date().nullable(),
  /** Dotted names as they are written between `{{` and `}}`. */
  placeholders: z.array(z.string()),
  default: Wording,
  /** The wording with plausible values. */
  preview: Wording,
});
export type MessageTemplate = z.infer<typeof MessageTemplate>;

export const TemplateKey = z.object({ kind: z.string().max(100), locale: z.enum(LOCALES) });
export type TemplateKey = z.infer<typeof TemplateKey>;

const NewWording = z.object({
  subject: z.string().trim().min(1).max(MAX_SUBJECT),
  text: z.string().trim().min(1).max(MAX_TEXT),
});

export const MessageTemplateChange = TemplateKey.extend(NewWording.shape);
export type MessageTemplateChange = z.infer<typeof MessageTemplateChange>;
