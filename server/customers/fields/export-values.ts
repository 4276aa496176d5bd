import { amountNumber } from '../../core/money.ts';
import type { Cell } from '../../core/tables/table.ts';
import { fieldWriter } from './in-words.ts';
import type { FieldObject } from './kinds.ts';
import type { FieldValues } from './schema.ts';
import { selectFieldsInUse } from './store/fields.ts';

/** A column for each field in use, or for those whose keys are wanted: choices by their labels, money in major units. */
export async function fieldColumns(
  workspaceId: string,
  object: FieldObject,
  wanted?: string[],
): Promise<Record<string, (row: { fields: FieldValues }) => Cell>> {
  const fields = (await selectFieldsInUse(workspaceId, object)).filter(
    ({ key }) => wanted === undefined || wanted.includes(key),
  );
  const write = await fieldWriter(workspaceId, fields);
  const columns = fields.map((field) => {
    const read = (row: { fields: FieldValues }): Cell => {
      const value = row.fields[field.key];
      if (value === undefined || typeof value === 'number' || typeof value === 'boolean') return value;
      if (field.type === 'money' && typeof value === 'object' && !Array.isArray(value))
        return amountNumber(value.amountMinor, value.currency);
      return write(field, value);
    };
    return [field.key, read] as const;
  });
  return Object.fromEntries(columns);
}
