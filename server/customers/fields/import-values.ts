import { now } from '../../core/clock.ts';
import { findWorkspace, listMembers } from '../../workspace/index.ts';
import type { SavedRecord } from '../accounts/save-accounts.ts';
import { OWN } from '../imports/own-fields.ts';
import type { ImportRow, RowOutcome } from '../imports/registry.ts';
import { searchKey } from '../rules.ts';
import type { FieldObject } from './kinds.ts';
import { changedValues, type Judging } from './rules.ts';
import type { Field, FieldValues } from './schema.ts';
import { shareFieldsInUse } from './store/fields.ts';
import { addValues } from './store/values.ts';

const SEPARATORS = /[;,|]/;

/** A row whose own fields were judged. */
type Judged<Row> = Row & { ownValues?: FieldValues };

/**
 * Judges the cells of the workspace's own fields as the fields' rules say, before anything is saved: a row with a value
 * that cannot be is failed, the others are saved.
 */
export async function saveJudged<Row extends object>(
  workspaceId: string,
  object: FieldObject,
  rows: Row[],
  save: (rows: Judged<Row>[]) => Promise<RowOutcome[]>,
): Promise<RowOutcome[]> {
  if (!rows.some((row) => Object.keys(row).some((name) => name.startsWith(OWN)))) return save(rows);
  const judge = await judgeOf(workspaceId, object);
  const judged = rows.map(judge);
  const saved = await save(judged.flatMap((row) => ('row' in row ? [row.row as Judged<Row>] : [])));
  let next = 0;
  return judged.map((row): RowOutcome => {
    if (!('row' in row)) return row;
    next += 1;
    return saved[next - 1] ?? { outcome: 'unchanged' };
  });
}

/** Writes the judged values to what the rows became. */
export async function saveOwnValues<Row extends { ownValues?: FieldValues }>(
  workspaceId: string,
  object: FieldObject,
  rows: Row[],
  save: (rows: Omit<Row, 'ownValues'>[]) => Promise<SavedRecord[]>,
): Promise<SavedRecord[]> {
  const saved = await save(rows.map(({ ownValues: _, ...row }) => row));
  const wanted = new Map<string, FieldValues>();
  for (const [place, { id }] of saved.entries()) {
    const values = rows[place]?.ownValues;
    if (values) wanted.set(id, { ...wanted.get(id), ...values });
  }
  const changed = await addValues(workspaceId, object, wanted, now());
  return saved.map((row) =>
    row.outcome === 'unchanged' && changed.has(row.id) ? { ...row, outcome: 'updated' } : row,
  );
}

/** Reads a row's own fields and says what is wrong with the first that is. */
async function judgeOf(workspaceId: string, object: FieldObject) {
  const fields = await shareFieldsInUse(workspaceId, object);
  const members = fields.some(({ type }) => type === 'member') ? await listMembers(workspaceId) : [];
  const userIds = new Map(
    members.flatMap(({ userId, name, email }) => [
      [searchKey(name), userId] as const,
      [searchKey(email), userId] as const,
    ]),
  );
  const judging: Judging = {
    memberIds: new Set(members.map(({ userId }) => userId)),
    currency: (await findWorkspace(workspaceId))?.currency ?? '',
  };
  const known = new Map(fields.map((field) => [field.key, field]));
  return (row: object): { row: object } | (RowOutcome & { outcome: 'failed' }) => {
    const own = Object.entries(row as ImportRow).filter(([name]) => name.startsWith(OWN));
    const told = own.map(([name, value]) => {
      const key = name.slice(OWN.length);
      return [key, readCell(known.get(key), value, userIds)] as const;
    });
    const { values, errors } = changedValues({}, Object.fromEntries(told), fields, judging);
    const [wrong] = errors;
    if (wrong) return { outcome: 'failed', error: refusal(wrong.path, wrong.message) };
    const rest = Object.entries(row).filter(([name]) => !name.startsWith(OWN));
    return { row: { ...Object.fromEntries(rest), ...(own.length > 0 && { ownValues: values }) } };
  };
}

function refusal(field: string, reason: string) {
  return { code: 'imports:error.refused', values: { reason }, field };
}

/** What the cell holds as the field has it: several choices apart, members by address or name. */
function readCell(field: Field | undefined, value: unknown, userIds: Map<string, string>): unknown {
  if (typeof value !== 'string') return value;
  if (field?.type === 'member') return userIds.get(searchKey(value)) ?? value;
  if (field?.type !== 'multi_choice') return value;
  const words = value.split(SEPARATORS).map((word) => word.trim());
  return words.filter((word) => word !== '').map((word) => choiceOf(field, word));
}

function choiceOf({ choices }: Field, word: string): string {
  const isIt = ({ key, label }: Field['choices'][number]) =>
    searchKey(key) === searchKey(word) || searchKey(label) === searchKey(word);
  return choices.find(isIt)?.key ?? word;
}
