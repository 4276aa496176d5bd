import { z } from 'zod';
import { Text } from '../schema/account.ts';
import { Flag, Id, Moment, Storable } from '../schema/query.ts';
import { PRIORITIES, Task } from '../tasks/schema.ts';

const MAX_STEPS = 50;
const MAX_NOTE = 10_000;
const MAX_TITLE = 300;
const MAX_ROLE = 100;
const FIRST_DAY = -365;
const LAST_DAY = 3_650;

export const TemplateStep = z.object({
  title: Storable.trim().min(1).max(MAX_TITLE),
  note: Storable.trim().min(1).max(MAX_NOTE).nullable().default(null),
  offsetDays: z
    .number()
    .int()
    .min(FIRST_DAY)
    .max(LAST_DAY)
    .describe('Days after the start; before it where negative'),
  priority: z.enum(PRIORITIES).default('normal'),
  assigneeId: Id.nullable()
    .default(null)
    .describe('Without one and without a role it is for the account’s owner'),
  assigneeRole: Storable.min(1).max(MAX_ROLE).nullable().default(null),
  waitsForPrevious: z.boolean().default(false).describe('It is blocked until the step before is done'),
});
export type TemplateStep = z.infer<typeof TemplateStep>;

export const TaskTemplate = z.object({
  id: z.string(),
  name: z.string(),
  steps: z.array(TemplateStep.extend({ assigneeName: z.string().nullable() })),
  useCount: z.number().int().describe('How often it is applied'),
  archivedAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type TaskTemplate = z.infer<typeof TaskTemplate>;

export const TaskTemplateQuery = z.object({ isArchived: Flag });
export type TaskTemplateQuery = z.infer<typeof TaskTemplateQuery>;

export const NewTaskTemplate = z.object({ name: Text, steps: z.array(TemplateStep).min(1).max(MAX_STEPS) });
export type NewTaskTemplate = z.infer<typeof NewTaskTemplate>;

/** The whole template as it is to be. */
export const TaskTemplateChange = NewTaskTemplate.extend({
  readAt: Moment.optional().describe('The `updatedAt` that was read: refused when it was changed since'),
});
export type TaskTemplateChange = z.infer<typeof TaskTemplateChange>;

export const NewTemplateUse = z.object({
  accountId: Id,
  startOn: z.iso.date().describe('The day that the steps count from'),
});
export type NewTemplateUse = z.infer<typeof NewTemplateUse>;

export const TemplateUse = z.object({
  id: z.string(),
  templateId: z.string(),
  accountId: z.string(),
  startOn: z.string(),
  appliedByName: z.string(),
  appliedAt: z.date(),
  tasks: z.array(Task).describe('Those that there still are'),
});
export type TemplateUse = z.infer<typeof TemplateUse>;

export const UndoneUse = z.object({
  deletedCount: z.number().int(),
  keptCount: z.number().int().describe('Tasks that were done or canceled meanwhile'),
});
export type UndoneUse = z.infer<typeof UndoneUse>;
