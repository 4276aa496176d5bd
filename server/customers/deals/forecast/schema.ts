import { z } from 'zod';
import { FilterText } from '../../schema/query.ts';
import { DealSum } from '../schema/query.ts';

const MAX_MONTHS = 24;

export const ForecastQuery = z.object({
  pipelineId: FilterText.optional(),
  ownerId: FilterText.optional().describe('`none` stands for deals of nobody'),
  months: z.coerce.number().int().min(1).max(MAX_MONTHS).default(6).describe('From this month on'),
});
export type ForecastQuery = z.infer<typeof ForecastQuery>;

const sums = {
  currency: z.string(),
  openCount: z.number().int(),
  openMinor: z.number(),
  weightedMinor: z.number(),
  wonCount: z.number().int(),
  wonMinor: z.number(),
};

/** Currencies are never added together. */
export const Forecast = z.object({
  today: z.string(),
  months: z
    .array(
      z.object({
        month: z
          .string()
          .describe('`YYYY-MM`, or `overdue`, `later`, `undated` for open deals outside of the months'),
        ...sums,
      }),
    )
    .describe('By the month in which deals are expected, or were won'),
  owners: z.array(z.object({ ownerId: z.string().nullable(), ownerName: z.string().nullable(), ...sums })),
  slipping: z.array(DealSum),
  stale: z.array(DealSum),
  noNextStep: z.array(DealSum),
});
export type Forecast = z.infer<typeof Forecast>;

export const ConversionQuery = z.object({ pipelineId: FilterText.optional() });

/** Of every deal that was ever in the stage. */
export const StageConversion = z.object({
  stageId: z.string(),
  name: z.string(),
  enteredCount: z.number().int().describe('Deals that were in it'),
  wentOnCount: z.number().int().describe('Deals that went from it to a later stage, or were won'),
  lostCount: z.number().int().describe('Deals that were lost from it'),
  medianStayMs: z.number().nullable().describe('Of the stays that have ended'),
});
export type StageConversion = z.infer<typeof StageConversion>;
