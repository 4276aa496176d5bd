import type { FileRecord } from '../reading/read-records.ts';
import type { ImportObject } from '../registry.ts';
import { matchColumns } from './match-columns.ts';
import type { ColumnPlan, ColumnTarget, FileChoices } from './plan.ts';
import { isBooleanWord, isPlainNumber } from './read-cells.ts';

const MAX_ATTRIBUTE_NAME = 100;

type ColumnChoices = NonNullable<FileChoices['columns']>;

/** Where each column goes: as chosen, else by its header, else to the attributes where the object has them. */
export function planColumns(
  headers: string[],
  head: FileRecord[],
  object: ImportObject,
  choices: ColumnChoices,
): ColumnPlan[] {
  const chosen = new Map(choices.flatMap(({ index, target }) => (target ? [[index, target] as const] : [])));
  const takenFields = new Set(chosen.values());
  const free = object.fields.filter(({ name }) => !takenFields.has(name));
  const open = headers.map((header, index) => (chosen.has(index) ? '' : header));
  const matched = matchColumns(open, free);
  return headers.map((header, index) => ({
    index,
    header,
    target: targetOf(chosen.get(index) ?? matched.get(index), header, index, object, head),
    dateOrder: null,
    decimalMark: null,
  }));
}

function targetOf(
  wanted: string | undefined,
  header: string,
  index: number,
  object: ImportObject,
  head: FileRecord[],
): ColumnTarget {
  if (wanted && object.fields.some(({ name }) => name === wanted)) return { kind: 'field', field: wanted };
  if (wanted === 'ignored' || header === '' || !object.allowsAttributes) return { kind: 'ignored' };
  const name = header.slice(0, MAX_ATTRIBUTE_NAME).toWellFormed();
  return { kind: 'attribute', name, type: attributeType(head, index) };
}

function attributeType(head: FileRecord[], index: number): 'text' | 'number' | 'boolean' {
  const values = head.map(({ cells }) => cells[index]?.trim() ?? '').filter((value) => value !== '');
  if (values.length === 0) return 'text';
  if (values.every(isBooleanWord)) return 'boolean';
  return values.every(isPlainNumber) ? 'number' : 'text';
}
