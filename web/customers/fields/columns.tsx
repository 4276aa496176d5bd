import type { FieldObject } from '../../../server/customers/fields/kinds.ts';
import type { FieldValue as Value } from '../../../server/customers/fields/schema.ts';
import type { Column } from '../../ui/data-table.tsx';
import { FieldValue } from './field-value.tsx';
import { useFieldsInUse } from './queries.ts';

/** What a list is not sorted by. */
const UNSORTED = ['multi_choice', 'member'];

/** A column for each field in use, shown when it is chosen. */
export function useFieldColumns(object: FieldObject): Column<{ fields: Record<string, Value> }>[] {
  return useFieldsInUse(object).map((field) => ({
    id: `fields.${field.key}`,
    label: field.name,
    isOptional: true,
    ...(UNSORTED.includes(field.type) ? {} : { sortBy: `fields.${field.key}` }),
    ...(field.type === 'number' || field.type === 'money' ? { align: 'right' as const } : {}),
    cell: ({ fields }) => <FieldValue field={field} value={fields[field.key]} />,
  }));
}
