import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { ExternalId } from '../schema/account.ts';
import { anyOf, FilterText, Flag, Id, Moment, Storable } from '../schema/query.ts';
import { isRecurrence } from './recurrence.ts';

const MAX_TASKS = 1_000;
const MAX_ITEMS = 50;
const MAX_BLOCKERS = 20;
const MAX_TITLE = 300;
const MAX_NOTE = 10_000;

export const TASK_STATES = ['open', 'done', 'canceled'] as const;
export const PRIORITIES = ['low', 'normal', 'high'] as const;
const TASK_SORTS = ['dueOn', 'name', 'createdAt', 'closedAt'] as const;

const Title = Storable.trim().min(1).max(MAX_TITLE);
const Note = Storable.trim().min(1).max(MAX_NOTE);
const Day = z.iso.date();

export const TaskItem = z.object({ text: Storable.trim().min(1).max(MAX_TITLE), isDone: z.boolean() });
export type TaskItem = z.infer<typeof TaskItem>;

const Named = z.object({ id: z.string(), name: z.string() });

export const Task = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  title: z.string(),
  note: z.string().nullable(),
  dueOn: z.string().nullable().describe('A day in the workspace’s time zone'),
  dueAt: z.date().nullable().describe('The time on that day, where there is one'),
  isOverdue: z.boolean(),
  priority: z.enum(PRIORITIES),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  assigneeRole: z.string().nullable().describe('Without an assignee, whoever has this role may take it'),
  account: Named.nullable(),
  person: Named.nullable(),
  deal: Named.nullable(),
  state: z.enum(TASK_STATES),
  closedAt: z.date().nullable(),
  closedByName: z.string().nullable(),
  recurrence: z.string().nullable().describe('RFC 5545, for example FREQ=WEEKLY;BYDAY=MO'),
  remindAt: z.date().nullable(),
  items: z.array(TaskItem),
  blockers: z.array(z.object({ id: z.string(), title: z.string(), isOpen: z.boolean() })),
  isBlocked: z.boolean(),
  createdByName: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Task = z.infer<typeof Task>;

const fields = {
  title: Title,
  note: Note.nullable(),
  dueOn: Day.nullable(),
  dueAt: Moment.nullable(),
  priority: z.enum(PRIORITIES),
  assigneeId: Id.nullable(),
  assigneeRole: Storable.min(1).max(100).nullable(),
  accountId: Id.nullable(),
  personId: Id.nullable(),
  dealId: Id.nullable(),
  recurrence: Storable.trim()
    .max(300)
    .refine(isRecurrence, 'is no rule of RFC 5545 with days, weeks, months or years')
    .nullable(),
  remindAt: Moment.nullable(),
  items: z.array(TaskItem).max(MAX_ITEMS),
  blockerIds: z.array(Id).max(MAX_BLOCKERS),
};

export const NewTask = z
  .object({ ...fields, externalId: ExternalId })
  .partial()
  .required({ title: true });
export type NewTask = z.infer<typeof NewTask>;

/** Absent keeps, null erases; lists are replaced. */
export const TaskChange = z
  .object({
    ...fields,
    /** The `updatedAt` that was read: the change is refused when somebody else has changed the task since. */
    readAt: Moment,
  })
  .partial();
export type TaskChange = z.infer<typeof TaskChange>;

/** `none` stands for tasks where the field is empty. */
export const TaskFilters = z.object({
  q: FilterText.optional().describe('Part of the title or the external id'),
  state: anyOf(z.enum(TASK_STATES)),
  priority: anyOf(z.enum(PRIORITIES)),
  assigneeId: anyOf(FilterText),
  assigneeRole: anyOf(FilterText),
  accountId: FilterText.optional(),
  personId: FilterText.optional(),
  dealId: FilterText.optional(),
  isMine: Flag.describe('Of who asks; an API key has none'),
  isForMyRole: Flag.describe('Of nobody yet, and for the role of who asks'),
  isOverdue: Flag,
  isBlocked: Flag,
  hasDay: Flag,
  dueFrom: Day.optional(),
  dueTo: Day.optional(),
  closedFrom: Day.optional(),
});
export type TaskFilters = z.infer<typeof TaskFilters>;

export const TaskQuery = TaskFilters.extend({
  ...PageQuery.shape,
  sort: z.enum(TASK_SORTS).default('dueOn'),
  direction: z.enum(['asc', 'desc']).default('asc'),
});
export type TaskQuery = z.infer<typeof TaskQuery>;

export const TaskCounts = z.object({
  overdue: z.number(),
  today: z.number(),
  forMyRole: z.number(),
  doneToday: z.number(),
});
export type TaskCounts = z.infer<typeof TaskCounts>;

export const Cancellation = z.object({
  endsSeries: z.boolean().default(false).describe('Of a recurring task: no further one is made'),
});
export type Cancellation = z.infer<typeof Cancellation>;

const ids = z.array(Id).min(1).max(MAX_TASKS);

function changesOf<Value extends z.ZodType>(value: Value) {
  return z
    .array(z.object({ id: Id, value }))
    .min(1)
    .max(MAX_TASKS);
}

/** One value for many tasks (`ids` and `value`), or each task's own (`changes`). */
export const TasksChange = z.union([
  z.object({ field: z.literal('assigneeId'), ids, value: Id.nullable() }),
  z.object({ field: z.literal('dueOn'), ids, value: Day.nullable() }),
  z.object({ field: z.literal('isDone'), ids, value: z.boolean() }),
  z.object({ field: z.literal('isDeleted'), ids, value: z.boolean() }),
  z.object({ field: z.literal('assigneeId'), changes: changesOf(Id.nullable()) }),
  z.object({ field: z.literal('dueOn'), changes: changesOf(Day.nullable()) }),
  z.object({ field: z.literal('isDone'), changes: changesOf(z.boolean()) }),
  z.object({ field: z.literal('isDeleted'), changes: changesOf(z.boolean()) }),
]);
export type TasksChange = z.infer<typeof TasksChange>;

/** `undo` is null when nothing differed; else it is the body that puts back what was before. */
export const TasksAnswer = z.object({
  changedCount: z.number(),
  undo: z
    .object({
      field: z.enum(['assigneeId', 'dueOn', 'isDone', 'isDeleted']),
      changes: z.array(z.object({ id: z.string(), value: z.union([z.string(), z.boolean(), z.null()]) })),
    })
    .nullable(),
});
export type TasksAnswer = z.infer<typeof TasksAnswer>;
