import { listHeldData, type PersonKeys, type Topic } from './held-data.ts';
import { eachHeldRow, selectGiven } from './store/held-rows.ts';

export interface DataSection {
  table: string;
  topic: Topic;
  rows: AsyncIterable<Record<string, unknown>>;
}

/** Adds what the rows of all rooms say that the person is also known by, until nothing new comes. */
export async function completeKeys(workspaceId: string, keys: Map<string, Set<string>>): Promise<void> {
  let isNew = true;
  while (isNew) {
    isNew = false;
    for (const held of listHeldData()) {
      if ('read' in held) continue;
      for (const { kind, value } of await selectGiven(workspaceId, held, keys)) {
        const known = keys.get(kind) ?? new Set();
        isNew ||= !known.has(value);
        keys.set(kind, known.add(value));
      }
    }
  }
}

/** Everything that any room holds about the person, table by table. Within a transaction. */
export function* gatherData(workspaceId: string, keys: PersonKeys): Generator<DataSection> {
  for (const held of listHeldData()) {
    const { table, topic } = held;
    const rows = 'read' in held ? held.read(workspaceId, keys) : eachHeldRow(workspaceId, held, keys);
    yield { table, topic, rows };
  }
}
