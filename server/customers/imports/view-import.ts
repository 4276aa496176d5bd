import { type Actor, authorize, isAllowed } from '../../core/actor.ts';
import { decodeCursor } from '../../core/page.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import type { Question } from './columns/plan.ts';
import { inImportOrder } from './import-order.ts';
import { listObjectsOf } from './own-fields.ts';
import { findImportObject } from './registry.ts';
import type {
  ImportCounts,
  ImportObjectView,
  ImportRun,
  ImportState,
  ImportSummary,
  Reason,
  RowFault,
  RowResult,
  ShownResult,
} from './schema.ts';
import { listFirstErrors } from './store/errors.ts';
import { type Fault, type FileRow, listFiles } from './store/files.ts';
import { findRun, listRuns, type RunRow } from './store/runs.ts';
import { keyOf } from './templates/rules.ts';
import { listTemplates } from './templates/store.ts';

const SHOWN_FAULTS = 20;

/** @throws Problem 404 */
export async function viewImport(actor: Actor, id: string): Promise<ImportRun> {
  authorize(actor, 'accounts.read');
  const run = await findRun(actor.workspaceId, id);
  if (!run) throw notFound('import');
  const files = inImportOrder(await listFiles(actor.workspaceId, [id]));
  const faults = await listFirstErrors(
    actor.workspaceId,
    files.map((file) => file.id),
    SHOWN_FAULTS,
  );
  const templates = run.state === 'draft' ? await listTemplates(actor.workspaceId, files.map(keyOf)) : [];
  return {
    ...run,
    files: files.map((file) => ({
      ...viewFile(actor.locale, file, faults.get(file.id) ?? []),
      templates: templates.flatMap(({ id, name, headerKey }) =>
        headerKey === keyOf(file) ? { id, name } : [],
      ),
    })),
    dryRun: viewDryRun(actor.locale, run),
  };
}

type PlainFile = Omit<ImportRun['files'][number], 'templates'>;

function viewFile(locale: string, file: FileRow, faults: RowFault[]): PlainFile {
  const { id, name, sizeBytes, counts, isFinished, plan } = file;
  const { objectName, objectGuesses, format, columns, preview } = plan;
  return {
    ...{ id, name, sizeBytes, counts, isFinished, objectName, objectGuesses, format, columns, preview },
    questions: plan.questions.map((question) => ({
      ...question,
      text: questionText(locale, question, objectName),
    })),
    progress: progressOf([file]),
    fault: file.fault && reason(locale, file.fault),
    faults: faults.map((fault) => ({ ...fault, text: words(locale, fault.code, fault.values) })),
    tellsRows: findImportObject(objectName ?? '')?.tellsRows ?? false,
  };
}

function viewDryRun(locale: string, { dryRun }: RunRow): ImportRun['dryRun'] {
  if (!dryRun) return null;
  return {
    at: dryRun.at,
    files: dryRun.files.map((file) => ({
      ...file,
      faults: file.faults.map((fault) => ({ ...fault, text: words(locale, fault.code, fault.values) })),
      fileFault: file.fileFault && reason(locale, file.fileFault),
      results: file.results.map((result) => showResult(locale, result)),
    })),
  };
}

/** The sentences about a row in the reader's words. */
export function showResult(locale: string, { notes, ...result }: RowResult): ShownResult {
  return { ...result, text: notes.map(({ code, values }) => words(locale, code, values)).join(' ') };
}

function reason(locale: string, { code, values }: Fault): Reason {
  return { code, values, text: words(locale, code, values) };
}

/** The question in the reader's words, fields by their labels. */
export function questionText(locale: string, question: Question, objectName: string | null): string {
  const { field } = question.values;
  const object = findImportObject(objectName ?? '');
  const label = field && object ? words(locale, `${object.labels}.fields.${field}`) : field;
  return words(locale, question.code, { ...question.values, field: label });
}

/** Newest first. */
export async function listImports(
  actor: Actor,
  query: { limit: number; cursor?: string; state?: ImportState },
): Promise<{ data: ImportSummary[]; nextCursor: string | null }> {
  authorize(actor, 'accounts.read');
  const page = await listRuns(actor.workspaceId, {
    state: query.state,
    limit: query.limit,
    after: decodeCursor(query.cursor),
  });
  const files = await listFiles(
    actor.workspaceId,
    page.data.map(({ id }) => id),
  );
  const byRun = Map.groupBy(files, ({ runId }) => runId);
  const data = page.data.map((run) => {
    const own = byRun.get(run.id) ?? [];
    return {
      ...run,
      fileNames: own.map(({ name }) => name),
      questionCount: own.reduce((sum, { plan }) => sum + plan.questions.length, 0),
      progress: progressOf(own),
      counts: sumCounts(own.map(({ counts }) => counts)),
    };
  });
  return { ...page, data };
}

/** The share of the bytes that are dealt with. */
function progressOf(files: FileRow[]): number {
  const size = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const done = files.reduce(
    (sum, file) => sum + (file.isFinished ? file.sizeBytes : Math.min(file.bytesDone, file.sizeBytes)),
    0,
  );
  return size === 0 ? 0 : done / size;
}

export function sumCounts(all: ImportCounts[]): ImportCounts {
  const sum = { created: 0, updated: 0, unchanged: 0, failed: 0 };
  for (const counts of all) {
    sum.created += counts.created;
    sum.updated += counts.updated;
    sum.unchanged += counts.unchanged;
    sum.failed += counts.failed;
  }
  return sum;
}

/** What can be imported, with every field by its label: for choosing where a column goes. */
export async function viewImportObjects(actor: Actor, family: string | null): Promise<ImportObjectView[]> {
  authorize(actor, 'imports.write');
  const permitted = (await listObjectsOf(actor.workspaceId, family)).filter(
    ({ permission }) => !permission || isAllowed(actor, permission),
  );
  return permitted.map(({ name, labels, allowsAttributes = false, fields }) => ({
    name,
    label: words(actor.locale, `${labels}.object`),
    allowsAttributes,
    fields: fields.map((field) => ({
      name: field.name,
      label: field.label ?? words(actor.locale, `${labels}.fields.${field.name}`),
      type: field.type,
      isRequired: field.required ?? false,
      choices: Object.keys(field.choices ?? {}),
    })),
  }));
}
