import { sql } from 'kysely';
import { db } from './db.ts';
import { renderTemplate, TemplateError } from './liquid.ts';
import { queueMail } from './mail.ts';
import { LOCALES, type Locale, words } from './words.ts';

/** A kind of mail whose wording a workspace may change. */
interface MailTemplateKind {
  /** Also the kind of the mails it makes: "affiliate_invitation". */
  kind: string;
  /** Catalog entry with `name`, `subject` and `text`: "affiliates:mail.invitation". */
  catalog: string;
  /** Every placeholder with a plausible value: what previews show, and what a wording is checked against. */
  example: Record<string, unknown>;
}

export interface Wording {
  subject: string;
  text: string;
}

const kinds = new Map<string, MailTemplateKind>();

export function defineMailTemplate(kind: MailTemplateKind): void {
  kinds.set(kind.kind, kind);
}

export function listMailTemplateKinds(): MailTemplateKind[] {
  return [...kinds.values()];
}

export function findMailTemplateKind(kind: string): MailTemplateKind | null {
  return kinds.get(kind) ?? null;
}

/** The catalog's wording, its placeholders still in it. */
export function defaultWording(kind: MailTemplateKind, locale: Locale): Wording {
  const raw = (part: string) => words(locale, `${kind.catalog}.${part}`, { skipInterpolation: true });
  return { subject: raw('subject'), text: raw('text') };
}

/** The workspace's own wording, or null while it uses the catalog's. */
export async function findOwnWording(workspaceId: string, kind: string, locale: Locale) {
  const row = await db()
    .selectFrom('core.mailTemplates')
    .select(['subject', 'bodyText as text', 'updatedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', kind)
    .where('locale', '=', locale)
    .executeTakeFirst();
  return row ?? null;
}

export async function saveOwnWording(workspaceId: string, kind: string, locale: Locale, wording: Wording) {
  const columns = { subject: wording.subject, bodyText: wording.text, updatedAt: sql<Date>`now()` };
  await db()
    .insertInto('core.mailTemplates')
    .values({ workspaceId, kind, locale, ...columns })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'kind', 'locale']).doUpdateSet(columns))
    .execute();
}

/** Goes back to the catalog's wording. */
export async function deleteOwnWording(workspaceId: string, kind: string, locale: Locale): Promise<void> {
  await db()
    .deleteFrom('core.mailTemplates')
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', kind)
    .where('locale', '=', locale)
    .execute();
}

/** The wording in force, placeholders unfilled: where an editor for one mail starts from. */
export async function findWording(workspaceId: string, kind: string, locale: Locale): Promise<Wording> {
  const known = kinds.get(kind);
  if (!known) throw new Error(`no mail template is called ${kind}`);
  return (await findOwnWording(workspaceId, kind, locale)) ?? defaultWording(known, locale);
}

/** @throws TemplateError */
export function renderWording(wording: Wording, values: Record<string, unknown>): Wording {
  const subject = renderTemplate(wording.subject, values).replace(/\s+/g, ' ').trim();
  if (!subject) throw new TemplateError('the subject is empty');
  return { subject, text: renderTemplate(wording.text, values) };
}

interface TemplateMail {
  kind: string;
  to: string;
  locale: string;
  values: Record<string, unknown>;
  replyTo?: string;
}

/** Renders the wording in force and puts the mail into the outbox, in the act's transaction. Returns its id. */
export async function queueTemplateMail(workspaceId: string, mail: TemplateMail): Promise<string> {
  const locale = LOCALES.find((known) => known === mail.locale) ?? 'en';
  const wording = renderWording(await findWording(workspaceId, mail.kind, locale), mail.values);
  return queueMail(workspaceId, { kind: mail.kind, to: mail.to, replyTo: mail.replyTo, ...wording });
}
