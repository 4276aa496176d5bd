import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { ColumnPlan, FileChoices, Question } from './columns/plan.ts';
import { FileFormat } from './reading/format.ts';

export const IMPORT_STATES = [
  'draft',
  'checking',
  'queued',
  'running',
  'done',
  'failed',
  'canceled',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

const MAX_FAMILY = 50;

const Values = z.record(z.string(), z.union([z.string(), z.number()]));

/** A sentence of the catalog, and the same in the reader's words. */
const Reason = z.object({ code: z.string(), values: Values, text: z.string() });
export type Reason = z.infer<typeof Reason>;

/** Rows by what became, or would become, of them. */
export const ImportCounts = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  failed: z.number().int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

/** One thing that is wrong with a row: its first line in the file, and the column if one is to blame. */
export const RowFault = z.object({
  line: z.number().int(),
  columnName: z.string().nullable(),
  code: z.string(),
  values: Values,
});
export type RowFault = z.infer<typeof RowFault>;

const ShownFault = RowFault.extend({ text: z.string() });

/** Rows that have the key of an earlier row of their file, and the columns that make the key. */
const Repeats = z.object({ count: z.number().int(), columnNames: z.array(z.string()) });

/** What became of one row, and why, sentence by sentence. */
export const RowResult = z.object({
  line: z.number().int(),
  outcome: z.enum(['created', 'updated', 'unchanged', 'failed']),
  /** By what the row is known in its file, e.g. the number of the order. */
  subject: z.string().nullable(),
  notes: z.array(z.object({ code: z.string(), values: Values })),
});
export type RowResult = z.infer<typeof RowResult>;

export const ShownResult = RowResult.omit({ notes: true }).extend({ text: z.string() });
export type ShownResult = z.infer<typeof ShownResult>;

/** In the list of a run, whose files may have the same lines. */
export const ListedResult = ShownResult.extend({ fileId: z.string() });
export type ListedResult = z.infer<typeof ListedResult>;

export const ResultQuery = PageQuery.extend({ outcome: RowResult.shape.outcome.optional() });
export type ResultQuery = z.infer<typeof ResultQuery>;

/** Rows and their money by a sentence of the catalog and currency. */
const MoneySum = z.object({
  code: z.string(),
  currency: z.string(),
  count: z.number().int(),
  amountMinor: z.number().int(),
});
export type MoneySum = z.infer<typeof MoneySum>;

/** What a dry run found, as it is kept. */
export const DryRunRecord = z.object({
  at: z.coerce.date(),
  files: z.array(
    z.object({
      fileId: z.string(),
      counts: ImportCounts,
      /** False when only the first rows of a long file were tried. */
      isWhole: z.boolean(),
      faults: z.array(RowFault),
      /** Absent from what an earlier version found. */
      repeats: Repeats.nullable().default(null),
      fileFault: z.object({ code: z.string(), values: Values }).nullable(),
      /** Of the first rows, where each is told of; absent from what an earlier version found. */
      results: z.array(RowResult).default([]),
      /** Of all rows that tell of money; absent from what an earlier version found. */
      sums: z.array(MoneySum).default([]),
    }),
  ),
});
export type DryRunRecord = z.infer<typeof DryRunRecord>;

const ImportFile = z.object({
  id: z.string(),
  name: z.string(),
  sizeBytes: z.number().int(),
  objectName: z.string().nullable(),
  objectGuesses: z.array(z.string()),
  format: FileFormat,
  columns: z.array(ColumnPlan),
  questions: z.array(Question.extend({ text: z.string() })),
  preview: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  /** 0 to 1, by bytes. */
  progress: z.number(),
  counts: ImportCounts,
  isFinished: z.boolean(),
  fault: Reason.nullable(),
  /** The first rows that were not taken; all of them are in the error file. */
  faults: z.array(ShownFault),
  /** Whether there is a result for every row. */
  tellsRows: z.boolean(),
  /** Kept mappings for files with this header row. */
  templates: z.array(z.object({ id: z.string(), name: z.string() })),
});

const ImportHead = z.object({
  id: z.string(),
  state: z.enum(IMPORT_STATES),
  createdByName: z.string(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  /** Of the objects that the files hold: those of one platform, or null for our own. */
  family: z.string().nullable(),
});

export const FamilyQuery = z.object({ family: z.string().max(MAX_FAMILY).optional() });

export const ImportRun = ImportHead.extend({
  /** In the order in which they are brought in. */
  files: z.array(ImportFile),
  dryRun: z
    .object({
      at: z.date(),
      files: z.array(
        z.object({
          fileId: z.string(),
          counts: ImportCounts,
          isWhole: z.boolean(),
          faults: z.array(ShownFault),
          repeats: Repeats.nullable(),
          fileFault: Reason.nullable(),
          results: z.array(ShownResult),
          sums: z.array(MoneySum),
        }),
      ),
    })
    .nullable(),
});
export type ImportRun = z.infer<typeof ImportRun>;

export const ImportSummary = ImportHead.extend({
  fileNames: z.array(z.string()),
  /** How many questions wait for an answer. */
  questionCount: z.number().int(),
  progress: z.number(),
  counts: ImportCounts,
});
export type ImportSummary = z.infer<typeof ImportSummary>;

export const ImportQuery = PageQuery.extend({ state: z.enum(IMPORT_STATES).optional() });

const MAX_FILES = 50;

/** Answers to questions and other choices, file by file; a file that is not named keeps its own. */
export const ImportChange = z.object({
  files: z
    .array(
      FileChoices.extend({
        id: z.string(),
        /** Takes the file out of the import. */
        isRemoved: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(MAX_FILES),
});
export type ImportChange = z.infer<typeof ImportChange>;

export const ImportObjectView = z.object({
  name: z.string(),
  label: z.string(),
  allowsAttributes: z.boolean(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.enum(['text', 'number', 'money', 'date', 'datetime', 'boolean', 'choice']),
      isRequired: z.boolean(),
      choices: z.array(z.string()),
    }),
  ),
});
export type ImportObjectView = z.infer<typeof ImportObjectView>;
