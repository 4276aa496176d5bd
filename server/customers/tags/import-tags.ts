import { now } from '../../core/clock.ts';
import { invalidField } from '../../core/problem.ts';
import type { SavedRecord } from '../accounts/save-accounts.ts';
import { searchKey } from '../rules.ts';
import type { TaggedObject } from './kinds.ts';
import { readTagCell } from './rules.ts';
import { insertTagged } from './store/tagged.ts';
import { ensureTags } from './tag-records.ts';

/**
 * Saves rows and puts the tags on them that a cell names, apart by semicolons, commas or bars; none is taken off.
 * @throws Problem 422 on `tags` for a word that cannot be one
 */
export async function saveTagged<Row extends { tags?: string }>(
  workspaceId: string,
  object: TaggedObject,
  rows: Row[],
  save: (rows: Omit<Row, 'tags'>[]) => Promise<SavedRecord[]>,
): Promise<SavedRecord[]> {
  const saved = await save(rows.map(({ tags: _, ...row }) => row));
  const wanted = saved.flatMap(({ id }, place) => {
    const cell = rows[place]?.tags;
    return cell === undefined ? [] : [{ id, cell }];
  });
  const tagged = await putTags(workspaceId, object, wanted);
  return saved.map((row) =>
    row.outcome === 'unchanged' && tagged.has(row.id) ? { ...row, outcome: 'updated' } : row,
  );
}

/** @returns the records that got a tag which they did not have. @throws Problem 422 as `saveTagged` */
export async function putTags(
  workspaceId: string,
  object: TaggedObject,
  cells: { id: string; cell: string }[],
): Promise<Set<string>> {
  if (cells.length === 0) return new Set();
  const read = cells.map(({ id, cell }) => ({ id, names: namesIn(cell) }));
  const ids = await ensureTags(
    workspaceId,
    read.flatMap(({ names }) => names),
    now(),
  );
  const wanted = read.flatMap(({ id, names }) =>
    names.flatMap((name) => {
      const tagId = ids.get(searchKey(name));
      return tagId ? [{ id, tagId }] : [];
    }),
  );
  return new Set((await insertTagged(workspaceId, object, wanted)).map(({ id }) => id));
}

function namesIn(cell: string): string[] {
  const read = readTagCell(cell);
  if ('names' in read) return read.names;
  throw invalidField('tags', `“${read.wrong}” is too long for a tag`);
}
