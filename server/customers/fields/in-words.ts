import { formatMoney } from '../../core/money.ts';
import { listMembers } from '../../workspace/index.ts';
import type { Field, FieldValue, FieldValues } from './schema.ts';

type Writer = (field: Field, value: FieldValue) => string;

/** Writes values for people to read: choices by their labels, members by their names. */
export async function fieldWriter(workspaceId: string, fields: readonly Field[]): Promise<Writer> {
  const isNamed = fields.some(({ type }) => type === 'member');
  const members = isNamed ? await listMembers(workspaceId) : [];
  const names = new Map(members.map(({ userId, name }) => [userId, name]));
  return ({ choices }, value) => {
    const labelOf = (key: string) =>
      choices.find((choice) => choice.key === key)?.label ?? names.get(key) ?? key;
    if (Array.isArray(value)) return value.map(labelOf).join(', ');
    if (typeof value === 'object') return formatMoney(value.amountMinor, value.currency);
    if (typeof value === 'boolean') return value ? '✓' : '✗';
    return labelOf(String(value));
  };
}

/** What differs between the values of a record, field by field; null where a value was taken away. */
export async function changesInWords(
  workspaceId: string,
  fields: Field[],
  before: FieldValues,
  after: FieldValues,
): Promise<{ key: string; name: string; text: string | null }[]> {
  const changed = fields.filter(({ key }) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const write = await fieldWriter(workspaceId, changed);
  return changed.map((field) => {
    const value = after[field.key];
    return { key: field.key, name: field.name, text: value === undefined ? null : write(field, value) };
  });
}
