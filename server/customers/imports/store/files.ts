import { db } from '../../../core/db.ts';
import { toStorableJson } from '../../rules.ts';
import { FileChoices, FilePlan } from '../columns/plan.ts';
import type { ImportCounts } from '../schema.ts';

export interface Fault {
  code: string;
  values: Record<string, string | number>;
}

export interface FileRow {
  id: string;
  runId: string;
  name: string;
  path: string;
  isUpload: boolean;
  sizeBytes: number;
  choices: FileChoices;
  plan: FilePlan;
  rowsDone: number;
  bytesDone: number;
  counts: ImportCounts;
  isFinished: boolean;
  fault: Fault | null;
}

export interface NewFile {
  id: string;
  name: string;
  path: string;
  isUpload: boolean;
  sizeBytes: number;
  choices: FileChoices;
  plan: FilePlan;
}

export async function insertFile(workspaceId: string, runId: string, file: NewFile): Promise<void> {
  const { plan, choices, ...row } = file;
  await db()
    .insertInto('customers.importFiles')
    .values({
      workspaceId,
      runId,
      ...row,
      objectName: plan.objectName,
      choices: toStorableJson(choices),
      plan: toStorableJson(plan),
    })
    .execute();
}

/** The files of these runs, in the order in which they were given. */
export async function listFiles(workspaceId: string, runIds: string[]): Promise<FileRow[]> {
  const rows = await db()
    .selectFrom('customers.importFiles')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', (eb) => eb.fn.any(eb.val(runIds)))
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...row,
    choices: FileChoices.parse(row.choices),
    plan: FilePlan.parse(row.plan),
    fault: row.fault as Fault | null,
    counts: {
      created: row.createdCount,
      updated: row.updatedCount,
      unchanged: row.unchangedCount,
      failed: row.failedCount,
    },
  }));
}

export async function findFile(workspaceId: string, id: string): Promise<{ plan: FilePlan } | null> {
  const row = await db()
    .selectFrom('customers.importFiles')
    .select('plan')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? { plan: FilePlan.parse(row.plan) } : null;
}

export async function updatePlan(
  workspaceId: string,
  id: string,
  { choices, plan }: { choices: FileChoices; plan: FilePlan },
): Promise<void> {
  await db()
    .updateTable('customers.importFiles')
    .set({ choices: toStorableJson(choices), plan: toStorableJson(plan), objectName: plan.objectName })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function deleteFile(workspaceId: string, id: string): Promise<void> {
  await db()
    .deleteFrom('customers.importFiles')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/**
 * Books a batch, in the batch's own transaction.
 * @returns false when another worker has got further meanwhile: then nothing of the batch may be kept.
 */
export async function advanceFile(
  workspaceId: string,
  id: string,
  step: { rowsBefore: number; rows: number; bytesDone: number; counts: ImportCounts },
): Promise<boolean> {
  const { created, updated, unchanged, failed } = step.counts;
  const advanced = await db()
    .updateTable('customers.importFiles')
    .set((eb) => ({
      rowsDone: eb('rowsDone', '+', step.rows),
      bytesDone: step.bytesDone,
      createdCount: eb('createdCount', '+', created),
      updatedCount: eb('updatedCount', '+', updated),
      unchangedCount: eb('unchangedCount', '+', unchanged),
      failedCount: eb('failedCount', '+', failed),
    }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('rowsDone', '=', step.rowsBefore)
    .returning('id')
    .executeTakeFirst();
  return advanced !== undefined;
}

export async function finishFile(workspaceId: string, id: string, fault: Fault | null): Promise<void> {
  await db()
    .updateTable('customers.importFiles')
    .set({ isFinished: fault === null, fault: fault && JSON.stringify(fault) })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Where the uploads of every workspace are. */
export async function listUploadPaths(): Promise<string[]> {
  const rows = await db()
    .selectFrom('customers.importFiles')
    .select('path')
    .where('isUpload', '=', true)
    .where('isFinished', '=', false)
    .execute();
  return rows.map((row) => row.path);
}
