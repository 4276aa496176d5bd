import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { type Defaults, rowReader } from './columns/read-cells.ts';
import { holdRun, LostRun, type RunHold } from './hold-run.ts';
import { inImportOrder } from './import-order.ts';
import { findObjectOf } from './own-fields.ts';
import { UnreadableFile } from './reading/format.ts';
import { readBatches } from './reading/read-batches.ts';
import type { ImportContext, ImportObject, RowSum } from './registry.ts';
import { saveRows } from './save-rows.ts';
import type { DryRunRecord, RowFault } from './schema.ts';
import { type FileRow, listFiles } from './store/files.ts';
import { contextOf } from './work-import.ts';

/** A dry run is one transaction, and a transaction must end: a longer file is tried by its first rows. */
const MAX_TRIED_ROWS = 200_000;
const MAX_SHOWN_FAULTS = 50;
const MAX_SHOWN_RESULTS = 20;
const MAX_ATTEMPTS = 3;

type FileReport = DryRunRecord['files'][number];

/** Ends the dry run's transaction with nothing kept. */
class Undone extends Error {
  readonly files: FileReport[];

  constructor(files: FileReport[]) {
    super('undone');
    this.files = files;
  }
}

/**
 * Does the import and undoes it, so that what it tells is what would happen. The run is a draft again afterwards, or
 * at once when the try is canceled.
 */
export async function tryImport(workspaceId: string, runId: string): Promise<void> {
  const hold = await holdRun(workspaceId, runId, { from: ['checking'], to: 'checking' });
  const workspace = hold && (await findWorkspace(workspaceId));
  if (!workspace) return;
  try {
    const hasGivenUp = hold.attempt > MAX_ATTEMPTS;
    const context = await contextOf(workspaceId, runId);
    const dryRun = hasGivenUp
      ? undefined
      : { at: now(), files: await tryFiles(workspaceId, runId, { hold, defaults: workspace, context }) };
    await hold.finish({ state: 'draft', finishedAt: null, dryRun });
  } catch (error) {
    if (error instanceof LostRun) return;
    await hold.release();
    throw error;
  }
}

interface Trial {
  hold: RunHold;
  defaults: Defaults;
  context: ImportContext;
}

async function tryFiles(workspaceId: string, runId: string, trial: Trial): Promise<FileReport[]> {
  try {
    return await inTransaction(async () => {
      const reports: FileReport[] = [];
      for (const file of inImportOrder(await listFiles(workspaceId, [runId]))) {
        reports.push(await tryFile(workspaceId, file, trial));
      }
      throw new Undone(reports);
    });
  } catch (error) {
    if (error instanceof Undone) return error.files;
    throw error;
  }
}

async function tryFile(
  workspaceId: string,
  file: FileRow,
  { hold, defaults, context }: Trial,
): Promise<FileReport> {
  const counts = { created: 0, updated: 0, unchanged: 0, failed: 0 };
  const faults: RowFault[] = [];
  const seen = new Set<string>();
  const report: FileReport = {
    ...{
      fileId: file.id,
      counts,
      faults,
      isWhole: true,
      repeats: null,
      fileFault: null,
      results: [],
      sums: [],
    },
  };
  const object = await findObjectOf(workspaceId, file.plan.objectName ?? '');
  if (!object) return report;
  const { columns } = file.plan;
  const saving = { object, columns, context, read: rowReader(file.plan, object, defaults) };
  let rows = 0;
  try {
    for await (const { records } of readBatches(file.path, file.plan.format, 0)) {
      const result = await saveRows(workspaceId, saving, records);
      counts.created += result.counts.created;
      counts.updated += result.counts.updated;
      counts.unchanged += result.counts.unchanged;
      counts.failed += result.counts.failed;
      countRepeats(report, file, object, result.identities, seen);
      const found = result.faulty.flatMap((row) => row.faults);
      faults.push(...found.slice(0, MAX_SHOWN_FAULTS - faults.length));
      report.results.push(...result.results.slice(0, MAX_SHOWN_RESULTS - report.results.length));
      addSums(report, result.sums);
      rows += records.length;
      await hold.keep();
      if (rows >= (object.maxTriedRows ?? MAX_TRIED_ROWS)) return { ...report, isWhole: false };
    }
    return report;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { ...report, isWhole: false, fileFault: { code: error.code, values: error.values } };
  }
}

function addSums({ sums }: FileReport, told: RowSum[]): void {
  for (const { code, currency, amountMinor } of told) {
    let sum = sums.find((each) => each.code === code && each.currency === currency);
    if (!sum) {
      sum = { code, currency, count: 0, amountMinor: 0 };
      sums.push(sum);
    }
    sum.count += 1;
    sum.amountMinor += amountMinor;
  }
}

/** Adds the rows of a batch whose key is among the `seen` ones, and these to it. */
function countRepeats(
  report: FileReport,
  { plan }: FileRow,
  { key }: ImportObject,
  identities: string[],
  seen: Set<string>,
): void {
  for (const identity of identities) {
    if (seen.has(identity)) {
      const columns = plan.columns.filter(
        ({ target }) => target.kind === 'field' && key.includes(target.field),
      );
      report.repeats ??= { count: 0, columnNames: columns.map(({ header }) => header) };
      report.repeats.count += 1;
    }
    seen.add(identity);
  }
}
