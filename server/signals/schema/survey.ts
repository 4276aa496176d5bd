import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { SURVEY_KINDS } from './inputs.ts';
import { Day } from './views.ts';

const MAX_NAME = 100;
const MAX_QUESTION = 500;
const MAX_THANKS = 1_000;
const MAX_COMMENT = 5_000;
const MAX_ID = 200;
const MAX_ADDRESS = 320;
const MAX_PROMOTERS = 100_000;

export const SURVEY_LANGUAGES = ['en', 'th'] as const;
export type SurveyLanguage = (typeof SURVEY_LANGUAGES)[number];
export const SURVEY_STATUSES = ['active', 'paused', 'archived'] as const;
const ASKED_STAGES = ['lead', 'trial', 'customer', 'churned'] as const;
export const MOODS = ['unhappy', 'neutral', 'glad'] as const;

export const SurveyWords = z.object({
  question: z.string().trim().min(1).max(MAX_QUESTION),
  followUp: z.string().trim().max(MAX_QUESTION).default(''),
  thanks: z.string().trim().max(MAX_THANKS).default(''),
});
export type SurveyWords = z.infer<typeof SurveyWords>;

/** Whoever speaks a language that is not here reads the other one. */
const Texts = z
  .object({ en: SurveyWords.nullable().default(null), th: SurveyWords.nullable().default(null) })
  .refine(({ en, th }) => en !== null || th !== null, 'needs the words of one language');

const fields = {
  name: z.string().trim().min(1).max(MAX_NAME),
  texts: Texts,
  stages: z.array(z.enum(ASKED_STAGES)).min(1).describe('Of the accounts whose people are asked'),
  samplingPercent: z.number().int().min(1).max(100),
  restDays: z.number().int().min(0).max(1_000).describe('Nobody is asked again before, by any survey'),
  openDays: z.number().int().min(1).max(365).describe('How long a wave takes answers'),
  reminderDays: z.number().int().min(1).max(364).nullable().describe('One reminder, so long after the ask'),
  repeatDays: z.number().int().min(1).max(1_000).nullable().describe('A wave begins by itself so often'),
  nextWaveOn: Day.nullable().describe('In the workspace’s time zone'),
  taskDays: z.number().int().min(0).max(365).describe('When the task about an unhappy answer is due'),
  promotersPerMonth: z.number().int().min(0).max(MAX_PROMOTERS),
};

export const Survey = z.object({
  ...fields,
  id: z.string(),
  kind: z.enum(SURVEY_KINDS),
  status: z.enum(SURVEY_STATUSES),
  waveCount: z.number(),
  answerCount: z.number(),
  openWaveId: z.string().nullable(),
  lastAnswerAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Survey = z.infer<typeof Survey>;

export const NewSurvey = z.object({
  kind: z.enum(SURVEY_KINDS),
  ...fields,
  stages: fields.stages.default(['customer']),
  samplingPercent: fields.samplingPercent.default(100),
  restDays: fields.restDays.default(90),
  openDays: fields.openDays.default(21),
  reminderDays: fields.reminderDays.default(7),
  repeatDays: fields.repeatDays.default(null),
  nextWaveOn: fields.nextWaveOn.default(null),
  taskDays: fields.taskDays.default(2),
  promotersPerMonth: fields.promotersPerMonth.default(20),
});
export type NewSurvey = z.infer<typeof NewSurvey>;

/** Absent keeps. */
export const SurveyChange = z.object({ ...fields, status: z.enum(SURVEY_STATUSES) }).partial();
export type SurveyChange = z.infer<typeof SurveyChange>;

export const SurveyQuery = z.object({ status: z.enum(SURVEY_STATUSES).optional() });
export type SurveyQuery = z.infer<typeof SurveyQuery>;

/** Why somebody whom the wave was for was not asked. */
const LeftOut = z.object({
  sampledOut: z.number(),
  refused: z.number(),
  undeliverable: z.number(),
  resting: z.number(),
});
export type LeftOut = z.infer<typeof LeftOut>;

export const Wave = z.object({
  id: z.string(),
  surveyId: z.string(),
  number: z.number(),
  name: z.string().describe('As the answers name it'),
  samplingPercent: z.number(),
  reminderDays: z.number().nullable(),
  leftOut: LeftOut,
  startedAt: z.date(),
  closesAt: z.date(),
  closedAt: z.date().nullable(),
  askedCount: z.number(),
  remindedCount: z.number(),
  answeredCount: z.number(),
});
export type Wave = z.infer<typeof Wave>;

/** Who would be asked if a wave began now. */
export const WavePreview = z.object({ askedCount: z.number(), leftOut: LeftOut });
export type WavePreview = z.infer<typeof WavePreview>;

const Rate = z.object({ rate: z.number(), low: z.number(), high: z.number() });

export const SEGMENTS = ['planTier', 'stage', 'healthBand'] as const;
export const Segment = z.object({
  by: z.enum(SEGMENTS),
  /** Null where it is not known. */
  value: z.string().nullable(),
  askedCount: z.number(),
  answeredCount: z.number(),
  /** 95 % interval (Wilson). */
  response: Rate,
  askedShare: z.number(),
  answeredShare: z.number(),
  /** Whether the rate differs from everybody's by more than chance explains. */
  differs: z.enum(['more', 'less']).nullable(),
});
export type Segment = z.infer<typeof Segment>;

/** The score as its kind is read: NPS −100 to 100, the share of glad answers in percent for CSAT and CES. */
export const WaveScore = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  count: z.number(),
  isSmall: z.boolean(),
});

export const WaveView = Wave.extend({
  survey: z.object({ id: z.string(), name: z.string(), kind: z.enum(SURVEY_KINDS) }),
  sentCount: z.number(),
  failedCount: z.number(),
  waitingCount: z.number().describe('Mails that have not left yet'),
  withdrawnCount: z.number(),
  /** Null while nobody was asked. */
  response: Rate.nullable(),
  score: WaveScore.nullable(),
  scores: z.array(z.object({ score: z.number(), count: z.number() })),
  segments: z.array(Segment),
  taskCount: z.number(),
  promoterCount: z.number(),
});
export type WaveView = z.infer<typeof WaveView>;

export const SurveyAnswerFilters = z.object({
  wave: z.string().max(MAX_ID).optional().describe('The name of a wave'),
  mood: z.enum(MOODS).optional(),
  hasComment: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
export type SurveyAnswerFilters = z.infer<typeof SurveyAnswerFilters>;
export const SurveyAnswersQuery = SurveyAnswerFilters.extend(PageQuery.shape);
export type SurveyAnswersQuery = z.infer<typeof SurveyAnswersQuery>;
export const SurveyAnswersExport = SurveyAnswerFilters.extend({
  surveyId: z.string().max(MAX_ID).optional(),
});

export const GivenAnswer = z.object({
  id: z.string(),
  wave: z.string(),
  score: z.number(),
  mood: z.enum(MOODS),
  comment: z.string().nullable(),
  answeredAt: z.date(),
  accountId: z.string(),
  accountName: z.string().nullable(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  personEmail: z.string().nullable(),
  taskId: z.string().nullable().describe('What somebody is to do about it'),
  isPromoter: z.boolean().describe('May be asked to recommend'),
});
export type GivenAnswer = z.infer<typeof GivenAnswer>;

/** What the page of an ask shows. */
export const AskPage = z.object({
  company: z.string(),
  kind: z.enum(SURVEY_KINDS),
  locale: z.enum(SURVEY_LANGUAGES),
  texts: z.object({ en: SurveyWords.nullable(), th: SurveyWords.nullable() }),
  answer: z.object({ score: z.number(), comment: z.string(), answeredAt: z.date() }).nullable(),
  isOpen: z.boolean(),
  closesAt: z.date(),
});
export type AskPage = z.infer<typeof AskPage>;

export const GivenScore = z.object({
  score: z.number().int(),
  comment: z.string().trim().max(MAX_COMMENT).default(''),
});
export type GivenScore = z.infer<typeof GivenScore>;

export const NewResponse = z
  .object({
    score: z.number().int(),
    comment: z.string().trim().max(MAX_COMMENT).optional(),
    email: z.string().trim().toLowerCase().max(MAX_ADDRESS).optional(),
    personExternalId: z.string().max(MAX_ID).optional(),
    responseId: z
      .string()
      .min(1)
      .max(MAX_ID)
      .optional()
      .describe('Your own id of the response: told again, it changes nothing'),
    answeredAt: z
      .union([z.iso.date(), z.iso.datetime({ offset: true })])
      .transform((text) => new Date(text))
      .meta({ type: 'string', format: 'date-time' })
      .optional(),
  })
  .refine(({ email, personExternalId }) => email || personExternalId, {
    message: 'is needed, or personExternalId',
    path: ['email'],
  });
export type NewResponse = z.infer<typeof NewResponse>;

export const ResponseTaken = z.object({
  id: z.string(),
  wave: z.string(),
  score: z.number(),
  comment: z.string().nullable(),
  answeredAt: z.date(),
});
export type ResponseTaken = z.infer<typeof ResponseTaken>;
