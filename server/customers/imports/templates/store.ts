import { db } from '../../../core/db.ts';
import { toStorableJson } from '../../rules.ts';
import { TemplateColumn } from './schema.ts';

export interface TemplateRow {
  id: string;
  name: string;
  objectName: string;
  headerKey: string;
  columns: TemplateColumn[];
  createdByName: string;
  createdAt: Date;
  deletedAt: Date | null;
}

const COLUMNS = [
  ...(['id', 'name', 'objectName', 'headerKey', 'columns'] as const),
  ...(['createdByName', 'createdAt', 'deletedAt'] as const),
] as const;

/** @returns false where one of this name is there. */
export async function insertTemplate(
  workspaceId: string,
  { columns, ...template }: Omit<TemplateRow, 'deletedAt'> & { nameKey: string; createdBy: string },
): Promise<boolean> {
  const inserted = await db()
    .insertInto('customers.importTemplates')
    .values({
      ...{ workspaceId, ...template, columns: toStorableJson(columns) },
      updatedAt: template.createdAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'nameKey']).where('deletedAt', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** By name. @param headerKeys only those of these header rows. */
export async function listTemplates(workspaceId: string, headerKeys?: string[]): Promise<TemplateRow[]> {
  let select = db()
    .selectFrom('customers.importTemplates')
    .select(COLUMNS)
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .orderBy('nameKey');
  if (headerKeys) select = select.where('headerKey', '=', (eb) => eb.fn.any(eb.val(headerKeys)));
  return (await select.execute()).map(toTemplate);
}

/** Also a deleted one, locked until the transaction ends, or null. */
export async function lockTemplate(workspaceId: string, id: string): Promise<TemplateRow | null> {
  const row = await db()
    .selectFrom('customers.importTemplates')
    .select(COLUMNS)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? toTemplate(row) : null;
}

export async function updateTemplate(
  workspaceId: string,
  id: string,
  change: { name?: string; nameKey?: string; deletedAt?: Date | null; updatedAt: Date },
): Promise<void> {
  await db()
    .updateTable('customers.importTemplates')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

function toTemplate<Row extends { columns: unknown }>(row: Row) {
  return { ...row, columns: TemplateColumn.array().parse(row.columns) };
}
