import { z } from 'zod';
import { AmountMinor } from '../../core/money.ts';
import { ATTRIBUTION_MODELS } from '../../success/index.ts';

const MAX_MONTHS = 36;
const USUAL_MONTHS = 12;

export const AttributionQuery = z.object({
  by: z.enum(['affiliate', 'channel']).default('affiliate'),
  months: z.coerce.number().int().min(1).max(MAX_MONTHS).default(USUAL_MONTHS).describe('Back from now'),
});
export type AttributionQuery = z.infer<typeof AttributionQuery>;

const ModelCredit = z.object({
  model: z.enum(ATTRIBUTION_MODELS),
  conversions: z.number(),
  valueMinor: AmountMinor,
});

/** How each model divides the first sales of a period. */
export const AttributionReport = z.object({
  by: AttributionQuery.shape.by,
  since: z.date(),
  until: z.date(),
  currency: z.string(),
  conversions: z.number().int().describe('Customers who bought for the first time, with a touch before'),
  nulls: z.number().int().describe('Visitors and leads who clicked and never bought'),
  valueMinor: AmountMinor.describe('Of the first sales in this currency, less refunds'),
  models: z.array(z.object({ model: z.enum(ATTRIBUTION_MODELS), name: z.string(), sentence: z.string() })),
  rows: z
    .array(z.object({ key: z.string(), name: z.string(), credits: z.array(ModelCredit) }))
    .describe('Most by the last touch first; credits in the order of the models'),
});
export type AttributionReport = z.infer<typeof AttributionReport>;
