import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Affiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { notFound, Problem } from '../../core/problem.ts';
import { sealBytes, unsealBytes } from '../../core/vault.ts';
import { audit } from '../../workspace/index.ts';
import { findTaxForm, insertTaxForm } from '../store/tax.ts';
import { contentTypeOf, type TaxFormKind } from './rules.ts';

const MAX_FORM_BYTES = 5 * 1_024 ** 2;
const MAX_NAME = 120;

export const FORM_LIMITS = { fileSize: MAX_FORM_BYTES, files: 1, fields: 0 };

interface GivenForm {
  name: string;
  bytes: Buffer;
}

/** The one file of the request. @throws Problem 413 over 5 MB, 415 and 422 for a request without a file. */
export async function receiveForm(request: FastifyRequest): Promise<GivenForm> {
  if (!request.isMultipart()) {
    throw new Problem(415, 'not_multipart', 'Unsupported', 'Send the form as multipart/form-data.');
  }
  const part = await request.file();
  if (!part) throw new Problem(422, 'no_files', 'No file', 'The request holds no file.');
  const bytes = await part.toBuffer();
  if (part.file.truncated) {
    throw new Problem(413, 'file_too_large', 'Too large', 'A tax form may have 5 MB.');
  }
  return { name: shownName(part.filename), bytes };
}

/** Letters and digits of any language: the name is shown, and stands in the header of the download. */
function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/[^\p{L}\p{M}\p{N} ._-]/gu, '_').slice(-MAX_NAME) || 'form';
}

/** Keeps a form encrypted; the same file twice is one form. @throws Problem 422 for what is no PDF, JPEG or PNG. */
export async function keepForm(
  actor: Actor,
  affiliate: Affiliate,
  kind: TaxFormKind,
  { name, bytes }: GivenForm,
): Promise<void> {
  const contentType = contentTypeOf(bytes);
  if (!contentType) {
    throw new Problem(422, 'unknown_content', 'Unknown file', 'A tax form must be a PDF, a JPEG or a PNG.');
  }
  const id = newId('tf');
  await inTransaction(async () => {
    const isNew = await insertTaxForm(actor.workspaceId, {
      ...{ id, affiliateId: affiliate.id, kind, fileName: name, contentType, byteCount: bytes.length },
      digest: createHash('sha256').update(bytes).digest('hex'),
      sealed: sealBytes(bytes, contextOf(actor.workspaceId, id)),
      uploadedByName: actor.name,
      uploadedAt: actor.now,
    });
    if (!isNew) return;
    const form = { kind, fileName: name, byteCount: bytes.length };
    const object = { objectType: 'affiliate', objectId: affiliate.id };
    await audit(actor, { action: 'tax_form.uploaded', ...object, after: form });
  });
}

/** The file as it came, and a word about it in the audit log. @throws Problem 404 */
export async function openForm(actor: Actor, affiliateId: string, id: string) {
  authorize(actor, 'tax.read');
  return inTransaction(async () => {
    const form = await findTaxForm(actor.workspaceId, affiliateId, id);
    if (!form) throw notFound('tax form');
    const object = { objectType: 'affiliate', objectId: affiliateId };
    await audit(actor, { action: 'tax_form.opened', ...object, after: { id, kind: form.kind } });
    const bytes = unsealBytes(form.sealed, contextOf(actor.workspaceId, id));
    return { name: form.fileName, contentType: form.contentType, bytes };
  });
}

function contextOf(workspaceId: string, formId: string): string {
  return `${workspaceId} ${formId}`;
}
