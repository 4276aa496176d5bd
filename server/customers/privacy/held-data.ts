import type { Erasure, KeepReason } from './erasure.ts';

/** What the parts of an export are about, in the order in which they stand there; the catalogs name them. */
export const TOPICS = [
  ...(['profile', 'history', 'work', 'usage', 'support', 'mail', 'program', 'conversions'] as const),
  ...(['rewards', 'money', 'checks', 'systems', 'record'] as const),
] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * The name of a kind of key by which rows are a person's. The record gives `person`, `email` (in small letters) and
 * `externalId`; rooms give their own, such as `affiliate`.
 */
export type KeyKind = string;

/** Rows that are about a person. All names are the database's. */
export interface HeldData {
  /** With its schema; it has a `workspace_id`. */
  table: string;
  topic: Topic;
  /** A row is a person's where any of these columns holds one of their keys of that kind, or those kinds. */
  of: Readonly<Record<string, KeyKind | readonly KeyKind[]>>;
  /** Texts or JSON in which one of the person's addresses stands somewhere. */
  mentions?: readonly string[];
  /** Columns of such a row that are keys of the person too, by which rows of other tables are found. */
  gives?: Readonly<Record<string, KeyKind>>;
  erasure: Erasure;
}

/** Rows of a room below this one, which says itself what it holds. */
export interface ReadData {
  /** As the file calls it; no room names another's tables. */
  table: string;
  topic: Topic;
  read(workspaceId: string, keys: PersonKeys): AsyncIterable<Record<string, unknown>>;
  /** @returns how many rows it did away with, or blanked. */
  erase(workspaceId: string, keys: PersonKeys): Promise<number>;
  /** Why blanked rows stay; none does without. */
  keeps?: KeepReason;
}

/** A column that names people and is left out of an export of one of them, and why. */
export interface OmittedData {
  table: string;
  column: string;
  omitted: string;
}

/** Everything by which a person is known, by kind. */
export type PersonKeys = ReadonlyMap<KeyKind, ReadonlySet<string>>;

const held = new Map<string, HeldData | ReadData>();
const omitted = new Map<string, string>();

/**
 * Says what a room knows about people, so that a person can be given all of it. Every table with a column that names a
 * person, in whatever part, must be named here by the room whose table it is.
 */
export function holdPersonData(declared: readonly (HeldData | ReadData | OmittedData)[]): void {
  for (const each of declared) {
    if ('omitted' in each) omitted.set(`${each.table}.${each.column}`, each.omitted);
    else held.set(each.table, each);
  }
}

/** What all rooms hold, by topic. */
export function listHeldData(): (HeldData | ReadData)[] {
  return [...held.values()].sort((one, other) => TOPICS.indexOf(one.topic) - TOPICS.indexOf(other.topic));
}

/** Every column that was left out, as `schema.table.column`. */
export function listOmitted(): string[] {
  return [...omitted.keys()];
}
