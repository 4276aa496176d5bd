import { z } from 'zod';
import { ReportQuery } from '../reports/schema.ts';

const MAX_NAME = 120;
const MAX_MEMBERS = 50;

export const RHYTHMS = ['weekly', 'monthly'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** What the report asks, as its address does; its days are those of the week or month that has ended. */
const Question = z
  .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
  .refine((query) => ReportQuery.safeParse(query).success, 'is not a question that a report answers')
  .transform(({ since: _since, until: _until, limit: _limit, ...query }) => query);

export const NewSchedule = z.object({
  name: z.string().trim().min(1).max(MAX_NAME),
  rhythm: z.enum(RHYTHMS).describe('On Mondays, or on the first of a month'),
  query: Question,
  userIds: z.array(z.string()).min(1).max(MAX_MEMBERS).describe('Members who may read reports'),
});
export type NewSchedule = z.infer<typeof NewSchedule>;

export const ReportSchedule = z.object({
  id: z.string(),
  name: z.string(),
  rhythm: z.enum(RHYTHMS),
  query: z.record(z.string(), z.unknown()),
  userIds: z.array(z.string()),
  nextDay: z.string().describe('On which it is sent next'),
  createdByName: z.string(),
});
export type ReportSchedule = z.infer<typeof ReportSchedule>;
