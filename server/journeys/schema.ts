import { z } from 'zod';
import { PageQuery } from '../core/page.ts';
import { AccountCriteria, HEALTH_BANDS, STAGES, STAKEHOLDER_ROLES } from '../customers/index.ts';

const MAX_STEPS = 30;
const MAX_NAME = 120;
const MAX_TITLE = 300;
const MAX_TEXT = 10_000;
const MAX_ID = 200;
const MAX_DAYS = 730;
const MAX_REST_DAYS = 1_000;
const MAX_STARTS = 10_000;
const MAX_HELD_OUT = 50;
const MAX_CONDITIONS = 10;

export const PURPOSES = [
  ...(['rescue', 'onboarding', 'after_sale', 'renewal', 'expansion', 'advocacy', 'other'] as const),
] as const;
export type Purpose = (typeof PURPOSES)[number];
export const PLAYBOOK_STATES = ['draft', 'active', 'paused', 'archived'] as const;
export const RUN_STATES = ['running', 'succeeded', 'exited', 'expired', 'stopped'] as const;
export const STEP_STATES = ['waiting', 'open', 'done', 'skipped'] as const;
export const LANGUAGES = ['en', 'th'] as const;
/** What a mail of a step is for, as people allow and refuse it. */
const MAIL_PURPOSES = ['product', 'program', 'news'] as const;

const Storable = z.string().refine((text) => !text.includes('\0'), 'holds a zero character');
const Title = Storable.trim().min(1).max(MAX_TITLE);
const LongText = Storable.trim().min(1).max(MAX_TEXT);
const Id = Storable.min(1).max(MAX_ID);

const stepFields = {
  title: Title,
  offsetDays: z.number().int().min(0).max(MAX_DAYS).describe('Days after the start'),
  waitsForPrevious: z.boolean().default(false).describe('It begins no sooner than the step before has ended'),
  dueDays: z.number().int().min(0).max(MAX_DAYS).default(0).describe('Days that a person has for it'),
  assigneeId: Id.nullable()
    .default(null)
    .describe('Without one and without a role it is the account owner’s'),
  assigneeRole: Id.nullable().default(null),
};

const TaskStep = z.object({
  ...stepFields,
  kind: z.literal('task'),
  note: LongText.nullable().default(null),
  priority: z.enum(['low', 'normal', 'high']).default('normal'),
});

const MailWords = z.object({ subject: Title, text: LongText });

const MailStep = z.object({
  ...stepFields,
  kind: z.literal('mail'),
  isAutomatic: z.boolean().describe('Sent by the machine; otherwise a person gets it as a task'),
  toRoles: z
    .array(z.enum(STAKEHOLDER_ROLES))
    .max(STAKEHOLDER_ROLES.length)
    .describe('Everybody in these roles; empty is the one person whose word counts most'),
  purpose: z.enum(MAIL_PURPOSES).default('product').describe('Who refused mail for it is not written to'),
  texts: z
    .partialRecord(z.enum(LANGUAGES), MailWords)
    .refine((texts) => Object.keys(texts).length > 0, 'give at least one language'),
});

export const PlaybookStep = z.discriminatedUnion('kind', [TaskStep, MailStep]);
export type PlaybookStep = z.infer<typeof PlaybookStep>;
export type MailStep = z.infer<typeof MailStep>;

/** When an account has got where it was led to. All that is given must hold. */
export const SuccessCriterion = z
  .object({
    account: AccountCriteria.describe('What must hold of the account'),
    mrrGrownPercent: z.number().positive().max(MAX_STARTS).describe('It pays so much more than at the start'),
    healthGrownBy: z.number().positive().max(100).describe('Its health has risen by so many points'),
    isRenewed: z
      .boolean()
      .describe('The day of renewal that was next at the start has passed, and it is paying'),
  })
  .partial();
export type SuccessCriterion = z.infer<typeof SuccessCriterion>;

export const PlaybookDefinition = z.object({
  entry: AccountCriteria.nullable().describe('Which accounts begin by themselves; null for none'),
  maxStartsPerDay: z.number().int().min(1).max(MAX_STARTS).default(20).describe('Who pays most goes first'),
  restDays: z
    .number()
    .int()
    .min(0)
    .max(MAX_REST_DAYS)
    .nullable()
    .default(90)
    .describe('Days until it may begin again; null is never'),
  holdoutPercent: z
    .number()
    .int()
    .min(0)
    .max(MAX_HELD_OUT)
    .default(0)
    .describe('So many are only watched, to compare with'),
  success: SuccessCriterion,
  exit: AccountCriteria.nullable().default(null).describe('It makes no sense any more'),
  maxDays: z.number().int().min(1).max(MAX_DAYS),
  steps: z.array(PlaybookStep).min(1).max(MAX_STEPS),
});
export type PlaybookDefinition = z.infer<typeof PlaybookDefinition>;

const Counts = z.object({
  running: z.number().int(),
  succeeded: z.number().int(),
  ended: z.number().int(),
});

export const PlaybookSummary = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.enum(PURPOSES),
  status: z.enum(PLAYBOOK_STATES),
  version: z.number().int(),
  counts: Counts.describe('Of accounts for which something was done'),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type PlaybookSummary = z.infer<typeof PlaybookSummary>;

export const Playbook = PlaybookSummary.extend({ definition: PlaybookDefinition });
export type Playbook = z.infer<typeof Playbook>;

export const PlaybookQuery = z.object({ status: z.enum(PLAYBOOK_STATES).optional() });
export type PlaybookQuery = z.infer<typeof PlaybookQuery>;

export const NewPlaybook = z.object({
  name: Storable.trim().min(1).max(MAX_NAME),
  purpose: z.enum(PURPOSES),
  definition: PlaybookDefinition,
});
export type NewPlaybook = z.infer<typeof NewPlaybook>;

export const PlaybookChange = NewPlaybook.extend({
  readVersion: z.number().int().optional().describe('Refused when there is a newer version than was read'),
});
export type PlaybookChange = z.infer<typeof PlaybookChange>;

export const StepAutomation = z.object({
  place: z.number().int().min(0).max(MAX_STEPS).describe('Of the step, from 0'),
  isAutomatic: z.boolean(),
});

export const EntryQuestion = z.object({ entry: AccountCriteria });

export const EntryPreview = z.object({
  count: z.number().int(),
  examples: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type EntryPreview = z.infer<typeof EntryPreview>;

/** What was known of an account when a run began or ended. */
export const RunFacts = z.object({
  stage: z.enum(STAGES),
  mrrMinor: z.number().nullable(),
  currency: z.string().nullable(),
  healthScore: z.number().nullable(),
  healthBand: z.enum(HEALTH_BANDS),
  churnRisk: z.number().nullable(),
  renewsOn: z.string().nullable(),
});
export type RunFacts = z.infer<typeof RunFacts>;

export const Run = z.object({
  id: z.string(),
  playbookId: z.string(),
  playbookName: z.string(),
  version: z.number().int(),
  accountId: z.string(),
  accountName: z.string(),
  origin: z.enum(['rule', 'hand']),
  isHeldOut: z.boolean(),
  state: z.enum(RUN_STATES),
  startedAt: z.date(),
  startedByName: z.string(),
  endsBy: z.date(),
  endedAt: z.date().nullable(),
  endedByName: z.string().nullable(),
  endNote: z.string().nullable(),
  startFacts: RunFacts,
  endFacts: RunFacts.nullable(),
  stepCount: z.number().int(),
  endedStepCount: z.number().int(),
});
export type Run = z.infer<typeof Run>;

export const RunStep = z.object({
  place: z.number().int(),
  kind: z.enum(['task', 'mail']),
  title: z.string(),
  isAutomatic: z.boolean(),
  opensOn: z.string().describe('The day, in the workspace’s time zone, before which it does not begin'),
  state: z.enum(STEP_STATES),
  taskId: z.string().nullable(),
  mailIds: z.array(z.string()),
  note: z.string().nullable(),
  openedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  endedByName: z.string().nullable(),
});
export type RunStep = z.infer<typeof RunStep>;

export const RunView = Run.extend({ steps: z.array(RunStep) });
export type RunView = z.infer<typeof RunView>;

function anyOf<Item extends z.ZodType>(item: Item) {
  return z
    .union([item, z.array(item).max(MAX_CONDITIONS)])
    .transform((given): z.output<Item>[] => (Array.isArray(given) ? given : [given]) as z.output<Item>[])
    .optional();
}

export const RunFilters = z.object({
  playbookId: Id.optional(),
  accountId: Id.optional(),
  state: anyOf(z.enum(RUN_STATES)),
  isHeldOut: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
export type RunFilters = z.infer<typeof RunFilters>;

export const RunQuery = RunFilters.extend(PageQuery.shape);
export type RunQuery = z.infer<typeof RunQuery>;

export const NewRun = z.object({ accountId: Id });
export type NewRun = z.infer<typeof NewRun>;

export const Stop = z.object({ note: LongText });
export type Stop = z.infer<typeof Stop>;

const Interval = z.object({ low: z.number(), high: z.number() });

const Group = z.object({
  started: z.number().int(),
  running: z.number().int(),
  succeeded: z.number().int(),
  exited: z.number().int(),
  expired: z.number().int(),
  stopped: z.number().int(),
  successShare: z.number().nullable().describe('Of those that ended by themselves'),
  interval: Interval.nullable().describe('95 % interval of the share (Wilson 1927)'),
  medianDays: z.number().nullable().describe('From the start to success'),
  mrr: z
    .array(
      z.object({
        currency: z.string(),
        startMinor: z.number(),
        endMinor: z.number(),
        count: z.number().int(),
      }),
    )
    .describe('Of the runs that ended: what the accounts paid a month, then and at the end'),
  stillCustomers: z
    .object({ count: z.number().int(), of: z.number().int() })
    .describe('Accounts that were customers at the start and are today'),
});
export type ResultGroup = z.infer<typeof Group>;

export const Results = z.object({
  treated: Group,
  heldOut: Group.nullable().describe('Null where nobody was only watched'),
  difference: z
    .object({ share: z.number(), interval: Interval })
    .nullable()
    .describe('How much larger the share is than among the held out, with its 95 % interval (Newcombe 1998)'),
  steps: z.array(
    z.object({
      place: z.number().int(),
      title: z.string(),
      waiting: z.number().int(),
      open: z.number().int(),
      done: z.number().int(),
      skipped: z.number().int(),
      medianHours: z.number().nullable().describe('From its beginning to its end, of those that are done'),
    }),
  ),
});
export type Results = z.infer<typeof Results>;
