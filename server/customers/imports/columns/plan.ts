import { z } from 'zod';
import { DELIMITERS, ENCODINGS, FileFormat } from '../reading/format.ts';

const MAX_COLUMNS = 500;

/** Where a column goes: a field of the object, one of its attributes, or nowhere. */
export const ColumnTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('field'), field: z.string() }),
  z.object({
    kind: z.literal('attribute'),
    name: z.string(),
    type: z.enum(['text', 'number', 'boolean']),
  }),
  z.object({ kind: z.literal('ignored') }),
]);
export type ColumnTarget = z.infer<typeof ColumnTarget>;

export const DateOrder = z.enum(['dmy', 'mdy']);
export const DecimalMark = z.enum(['point', 'comma']);

export const ColumnPlan = z.object({
  index: z.number().int(),
  header: z.string(),
  target: ColumnTarget,
  /** Null where no value leaves a doubt; a doubt that is open is a question. */
  dateOrder: DateOrder.nullable(),
  decimalMark: DecimalMark.nullable(),
});
export type ColumnPlan = z.infer<typeof ColumnPlan>;

export const QUESTION_KINDS = ['object', 'required_field', 'date_order', 'decimal_mark'] as const;

/** What only a person can decide. */
export const Question = z.object({
  kind: z.enum(QUESTION_KINDS),
  columnIndex: z.number().int().nullable(),
  /** What can be answered: objects, column headers, orders or marks. */
  options: z.array(z.string()),
  /** The answer that another column of the file makes likely. */
  suggestion: z.string().nullable(),
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Question = z.infer<typeof Question>;

/** Everything that is known about a file before its rows are saved. */
export const FilePlan = z.object({
  format: FileFormat,
  objectName: z.string().nullable(),
  /** Likely objects, best first. */
  objectGuesses: z.array(z.string()),
  columns: z.array(ColumnPlan),
  questions: z.array(Question),
  preview: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
});
export type FilePlan = z.infer<typeof FilePlan>;

const ColumnChoice = z.object({
  index: z.number().int().min(0).max(MAX_COLUMNS),
  /** A field's name; `attribute` and `ignored` are the other two targets. Absent: what the headers tell. */
  target: z.string().max(100).optional(),
  dateOrder: DateOrder.optional(),
  decimalMark: DecimalMark.optional(),
});

/** What the user decided about a file; everything else is detected. */
export const FileChoices = z.object({
  objectName: z.string().max(100).optional(),
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  columns: z.array(ColumnChoice).max(MAX_COLUMNS).optional(),
  /** An answer for every column that leaves the doubt. */
  dateOrder: DateOrder.optional(),
  decimalMark: DecimalMark.optional(),
});
export type FileChoices = z.infer<typeof FileChoices>;
