import type { Permission } from '../../workspace/index.ts';
import type { FieldObject } from '../fields/kinds.ts';

/** What a cell can hold, and what a row then carries (see `ValueOf`). */
export type FieldType = 'text' | 'number' | 'money' | 'date' | 'datetime' | 'boolean' | 'choice';

/** Integer minor units of an ISO 4217 currency: the cell's own, the row's, the header's or the workspace's. */
export interface Money {
  amountMinor: number;
  currency: string;
}

export type Attributes = Record<string, string | number | boolean>;

export type ImportValue = string | number | boolean | Date | Money | Attributes;

/** One row by field name. An empty cell and an unmapped field are absent. */
export type ImportRow = Record<string, ImportValue | undefined>;

export interface ImportField {
  /** The key in the row, camelCase. A `text` field named `currency` gives the currency of the row's money. */
  name: string;
  type: FieldType;
  /**
   * Header names, best first, as plain words ("close date"): case, punctuation and a currency at the end do not
   * count, and the field's own name is known by itself.
   */
  aliases: readonly string[];
  /** The file must have the column and every row a value. */
  required?: boolean;
  /** For `choice`: each value with the other words that mean it; their case and punctuation do not count. */
  choices?: Readonly<Record<string, readonly string[]>>;
  /** What it is called, where the catalog does not say it. */
  label?: string;
}

/**
 * What a cell of a field becomes: `date` is `YYYY-MM-DD`, `datetime` is read in the workspace's time zone when
 * it names none, `choice` is one of the keys of `choices`.
 */
type ValueOf<Field extends ImportField> = Field['type'] extends 'number'
  ? number
  : Field['type'] extends 'boolean'
    ? boolean
    : Field['type'] extends 'datetime'
      ? Date
      : Field['type'] extends 'money'
        ? Money
        : Field['type'] extends 'choice'
          ? keyof Field['choices'] & string
          : string;

/** The row that an object's fields make. */
export type RowOf<Fields extends readonly ImportField[]> = {
  [Field in Fields[number] as Field extends { required: true } ? Field['name'] : never]: ValueOf<Field>;
} & {
  [Field in Fields[number] as Field extends { required: true } ? never : Field['name']]?: ValueOf<Field>;
} & { attributes?: Attributes };

/** Why a row was not taken: a catalog key with its values, and the field it lies in, if one. */
export interface RowError {
  code: string;
  values?: Record<string, string | number>;
  field?: string;
}

/** What came of a row, or why: a catalog key with its values. */
export interface RowNote {
  code: string;
  values?: Record<string, string | number>;
}

/** Money that a row tells of, to be summed under a sentence of the catalog. */
export interface RowSum extends Money {
  code: string;
}

export type RowOutcome =
  | { outcome: 'created' | 'updated' | 'unchanged'; notes?: RowNote[]; sums?: RowSum[] }
  | { outcome: 'failed'; error: RowError };

/** The import that rows belong to. */
export interface ImportContext {
  runId: string;
  /** Who brings the rows in, for the records. */
  byName: string;
}

export interface ImportObject<Row = ImportRow> {
  /** Plural noun: the key in results, e.g. `accounts`. */
  name: string;
  /** Catalog prefix: `<labels>.object` names the object, `<labels>.fields.<field>` each field. */
  labels: string;
  /** Only imports of this family read it: the exports of one platform. Without one, all others do. */
  family?: string;
  /** Plain words of a file name that tell of this object, e.g. `support tickets`. */
  aliases: readonly string[];
  /** Objects whose files come first in one import. */
  after: readonly string[];
  fields: readonly ImportField[];
  /** Fields that together identify a row: rows of one call never share them. */
  key: readonly string[];
  /** Columns that fit no field go to `attributes`. */
  allowsAttributes?: boolean;
  /** Columns can go to fields that the workspace has added to this kind of record. */
  ownFields?: FieldObject;
  /** What one must be allowed to do besides importing. */
  permission?: Permission;
  /** Keeps what became of every single row, with the outcome's notes. */
  tellsRows?: boolean;
  /** What is saved stands in accounts and people alone, so that an undo of the import takes it all back. */
  isUndoable?: boolean;
  /** A dry run tries no more rows of a file than these. */
  maxTriedRows?: number;
  /**
   * Saves rows and answers one outcome per row, in order. Idempotent. Called in an open transaction and must write
   * through `db()` alone: a dry run is the same call, rolled back. A row that cannot be taken is answered
   * as failed; a throw makes the engine find the row by halving the batch.
   */
  saveBatch(workspaceId: string, rows: Row[], context: ImportContext): Promise<RowOutcome[]>;
}

const objects = new Map<string, ImportObject>();

/** Makes an object known to the import. A room calls it once at load or start; the last definition of a name holds. */
export function defineImportObject<const Fields extends readonly ImportField[]>(
  object: ImportObject<RowOf<Fields>> & { fields: Fields },
): void {
  objects.set(object.name, object);
}

export function findImportObject(name: string): ImportObject | null {
  return objects.get(name) ?? null;
}

/** Every object, or those of a family, or of none (null); each after the ones that it refers to. */
export function listImportObjects(family?: string | null): ImportObject[] {
  const ordered = new Set<ImportObject>();
  const visit = (object: ImportObject): void => {
    if (ordered.has(object)) return;
    for (const name of object.after) {
      const earlier = objects.get(name);
      if (earlier && !earlier.after.includes(object.name)) visit(earlier);
    }
    ordered.add(object);
  };
  for (const object of objects.values()) visit(object);
  return [...ordered].filter((object) => family === undefined || (object.family ?? null) === family);
}
