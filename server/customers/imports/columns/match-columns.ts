import type { ImportField, ImportObject } from '../registry.ts';
import { fileNameMatch, squeezed, withoutCurrency } from './header-names.ts';

const FILE_NAME_WEIGHT = 4;
const KEY_WEIGHT = 1;
const MISSING_REQUIRED_WEIGHT = 4;
const MIN_SCORE = 2;
/** What the best guess must be ahead of the next one. */
const MIN_LEAD = 0.5;

/** Field name per column index: each field at most once, the better alias first. */
export function matchColumns(
  headers: readonly string[],
  fields: readonly ImportField[],
): Map<number, string> {
  const columns = new Map<number, string>();
  const names = headers.map((header) => (header ? squeezed(header) : ''));
  const bareNames = headers.map((header) => (header ? squeezed(withoutCurrency(header)) : ''));
  const candidates = fields.flatMap((field) =>
    [field.name, ...field.aliases].map((alias, rank) => ({
      field: field.name,
      alias: squeezed(alias),
      rank,
    })),
  );
  candidates.sort((one, other) => one.rank - other.rank);
  for (const list of [names, bareNames]) {
    const taken = new Set(columns.values());
    for (const { field, alias } of candidates) {
      const index = list.findIndex((name, position) => name === alias && !columns.has(position));
      if (index < 0 || taken.has(field)) continue;
      columns.set(index, field);
      taken.add(field);
    }
  }
  return columns;
}

interface Guess {
  object: ImportObject;
  score: number;
}

/** What a file may hold, likeliest first, by the names of its columns and its own. */
export function guessObjects(
  fileName: string,
  headers: readonly string[],
  objects: readonly ImportObject[],
): Guess[] {
  return objects
    .map((object) => ({ object, score: scoreObject(fileName, headers, object) }))
    .sort((one, other) => other.score - one.score);
}

function scoreObject(fileName: string, headers: readonly string[], object: ImportObject): number {
  const columns = matchColumns(headers, object.fields);
  const matched = new Set(columns.values());
  const missing = object.fields.filter((field) => field.required && !matched.has(field.name)).length;
  const keys = object.key.filter((name) => matched.has(name)).length;
  const nameLength = fileNameMatch(fileName, object.aliases);
  // A longer name is the more particular one: `usage events` over `events`.
  const name = nameLength > 0 ? FILE_NAME_WEIGHT + nameLength / 100 : 0;
  const named = headers.filter((header) => header !== '').length;
  const coverage = named > 0 ? matched.size / named : 0;
  return matched.size + coverage + keys * KEY_WEIGHT + name - missing * MISSING_REQUIRED_WEIGHT;
}

/** The one object that the guesses leave no doubt about, or null: then the user is asked. */
export function clearGuess(guesses: readonly Guess[]): ImportObject | null {
  const [best, next] = guesses;
  if (!best || best.score < MIN_SCORE) return null;
  return next && best.score - next.score < MIN_LEAD ? null : best.object;
}
