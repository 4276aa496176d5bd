import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { TemplateError } from '../core/liquid.ts';
import {
  defaultWording,
  deleteOwnWording,
  findMailTemplateKind,
  findOwnWording,
  listMailTemplateKinds,
  renderWording,
  saveOwnWording,
  type Wording,
} from '../core/mail-templates.ts';
import { invalidField, notFound } from '../core/problem.ts';
import { LOCALES, words } from '../core/words.ts';
import { audit } from '../workspace/index.ts';
import { placeholderNames } from './rules.ts';
import type { MessageTemplate, MessageTemplateChange, TemplateKey } from './schema.ts';

/** Every kind of mail in every language, with its wording in force. */
export async function listTemplates(actor: Actor): Promise<MessageTemplate[]> {
  authorize(actor, 'messages.read');
  const keys = listMailTemplateKinds().flatMap(({ kind }) => LOCALES.map((locale) => ({ kind, locale })));
  return Promise.all(keys.map((key) => viewTemplate(actor, key)));
}

/** @throws Problem 404 for an unknown kind. */
async function viewTemplate(actor: Actor, { kind, locale }: TemplateKey): Promise<MessageTemplate> {
  const known = getKind(kind);
  const standard = defaultWording(known, locale);
  const own = await findOwnWording(actor.workspaceId, kind, locale);
  const { subject, text } = own ?? standard;
  return {
    kind,
    name: words(actor.locale, `${known.catalog}.name`),
    locale,
    subject,
    text,
    isOwn: own !== null,
    updatedAt: own?.updatedAt ?? null,
    placeholders: placeholderNames(known.example),
    default: standard,
    preview: renderWording({ subject, text }, known.example),
  };
}

/** The wording with plausible values, before it is saved. @throws Problem 422 saying what cannot be rendered. */
export function previewWording(actor: Actor, { kind, subject, text }: MessageTemplateChange): Wording {
  authorize(actor, 'messages.write');
  const { example } = getKind(kind);
  return {
    subject: renderField('subject', { subject, text: '' }, example).subject,
    text: renderField('text', { subject: '-', text }, example).text,
  };
}

/** @throws Problem 404 for an unknown kind, 422 for a wording that does not render. */
export async function saveTemplate(actor: Actor, change: MessageTemplateChange): Promise<MessageTemplate> {
  authorize(actor, 'messages.write');
  const { kind, locale, subject, text } = change;
  previewWording(actor, change);
  return inTransaction(async () => {
    const before = await findOwnWording(actor.workspaceId, kind, locale);
    await saveOwnWording(actor.workspaceId, kind, locale, { subject, text });
    await auditWording(actor, { kind, locale }, before, { subject, text });
    return viewTemplate(actor, { kind, locale });
  });
}

/** Goes back to the catalog's wording. */
export async function resetTemplate(actor: Actor, { kind, locale }: TemplateKey): Promise<MessageTemplate> {
  authorize(actor, 'messages.write');
  return inTransaction(async () => {
    const before = await findOwnWording(actor.workspaceId, kind, locale);
    await deleteOwnWording(actor.workspaceId, kind, locale);
    if (before) await auditWording(actor, { kind, locale }, before, null);
    return viewTemplate(actor, { kind, locale });
  });
}

function getKind(kind: string) {
  const known = findMailTemplateKind(kind);
  if (!known) throw notFound('message template');
  return known;
}

function renderField(field: string, wording: Wording, example: Record<string, unknown>): Wording {
  try {
    return renderWording(wording, example);
  } catch (error) {
    if (error instanceof TemplateError) throw invalidField(field, error.message);
    throw error;
  }
}

async function auditWording(actor: Actor, key: TemplateKey, before: Wording | null, after: Wording | null) {
  const objectId = `${key.kind}:${key.locale}`;
  await audit(actor, {
    action: 'message_template.changed',
    objectType: 'message_template',
    objectId,
    before,
    after,
  });
}
