import { z } from 'zod';
import { DateOrder, DecimalMark } from '../columns/plan.ts';

const MAX_NAME = 100;

const Name = z.string().trim().min(1).max(MAX_NAME);

/** A column by its header: a field's name, `attribute` or `ignored`, and how its dates or numbers are written. */
export const TemplateColumn = z.object({
  header: z.string(),
  target: z.string(),
  dateOrder: DateOrder.nullable(),
  decimalMark: DecimalMark.nullable(),
});
export type TemplateColumn = z.infer<typeof TemplateColumn>;

export const ImportTemplate = z.object({
  id: z.string(),
  name: z.string(),
  objectName: z.string(),
  /** The object in the reader's words. */
  objectLabel: z.string(),
  columns: z.array(TemplateColumn),
  createdByName: z.string(),
  createdAt: z.date(),
});
export type ImportTemplate = z.infer<typeof ImportTemplate>;

export const NewTemplate = z.object({
  name: Name,
  /** The file of an import whose columns are kept. */
  fileId: z.string().max(100),
});
export type NewTemplate = z.infer<typeof NewTemplate>;

export const TemplateChange = z.object({ name: Name });
export type TemplateChange = z.infer<typeof TemplateChange>;

/** Which mapping the files of an import are to have. */
export const TemplateUse = z.object({ templateId: z.string().max(100) });
