export const RECORD_OBJECTS = ['account', 'person'] as const;
export type RecordObject = (typeof RECORD_OBJECTS)[number];

/** How a column of the row that stays takes in the other's: added up, the later of the two, or where it is empty. */
export type Joining = 'sum' | 'latest' | 'fill' | { newestBy: string };

interface Place {
  /** With its schema. */
  table: string;
  column: string;
  object: RecordObject;
}

/** Rows that go over to the record that stays. All names are the database's. */
export interface MovingId extends Place {
  /** What names a row beside its workspace. */
  key: readonly string[];
  /**
   * What, with the record, is there once: where both records have such a row, they become one. Absent means that no
   * two rows can meet.
   */
  once?: readonly string[];
  /** What of the other row goes into the one that stays; the rest of it is only kept for an undo. */
  joins?: Readonly<Record<string, Joining>>;
  /** Found out from other facts: it keeps a record from nothing, and goes with it. */
  isDerived?: boolean;
}

/** Rows that the engine leaves alone, and why no fact is lost by that. */
export interface SettledId extends Place {
  settled: string;
}

const moving = new Map<string, MovingId>();
const settled = new Map<string, SettledId>();

/**
 * Says where a room holds ids of accounts or people, so that a merge finds them. Every column that does must be named
 * here, by the room whose table it is.
 */
export function holdRecordIds(held: readonly (MovingId | SettledId)[]): void {
  for (const each of held) {
    if ('settled' in each) settled.set(nameOf(each), each);
    else moving.set(nameOf(each), each);
  }
}

export function movingIds(object: RecordObject): MovingId[] {
  return [...moving.values()].filter((held) => held.object === object);
}

/** Every declared column, as `schema.table.column`. */
export function heldNames(): string[] {
  return [...moving.keys(), ...settled.keys()];
}

export function nameOf({ table, column, object }: Place): string {
  return column === 'record_id' ? `${table}.${column} ${object}` : `${table}.${column}`;
}
