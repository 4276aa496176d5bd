import { z } from 'zod';
import { Text } from '../../schema/account.ts';
import { Id, Moment } from '../../schema/query.ts';
import { DEAL_STATES } from '../kinds.ts';

const MAX_STAGES = 20;
const MAX_STALE_DAYS = 3_650;
const MAX_REASONS = 50;
const MAX_NAME = 80;

const Name = Text.max(MAX_NAME);
export const Probability = z.number().int().min(0).max(100).describe('Percent');

export const DealStage = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(DEAL_STATES),
  probability: z.number(),
  staleDays: z.number().nullable().describe('A deal that stays longer is stale'),
});
export type DealStage = z.infer<typeof DealStage>;

/** Its stages stand in their order: the open ones, then where deals are won, then where they are lost. */
export const Pipeline = z.object({
  id: z.string(),
  name: z.string(),
  isDefault: z.boolean(),
  archivedAt: z.date().nullable(),
  updatedAt: z.date(),
  stages: z.array(DealStage),
});
export type Pipeline = z.infer<typeof Pipeline>;

const WantedStage = z.object({
  id: Id.optional().describe('Absent for a new stage'),
  name: Name,
  probability: Probability,
  staleDays: z.number().int().min(1).max(MAX_STALE_DAYS).nullable().default(null),
});
export type WantedStage = z.infer<typeof WantedStage>;

const wanted = {
  name: Name,
  isDefault: z.boolean().default(false).describe('New deals begin here unless said otherwise'),
  stages: z.array(WantedStage).min(1).max(MAX_STAGES).describe('The open ones, in their order'),
  wonName: Name.optional(),
  lostName: Name.optional(),
};

export const NewPipeline = z.object(wanted);
export type NewPipeline = z.infer<typeof NewPipeline>;

/** The pipeline as it is to be. A stage that is not named goes; its deals move as `moves` says. */
export const PipelineChange = z.object({
  ...wanted,
  moves: z
    .array(z.object({ stageId: Id, toStageId: Id }))
    .max(MAX_STAGES)
    .default([])
    .describe('Where the deals of stages that go are to be'),
  readAt: Moment.optional().describe('The `updatedAt` that was read'),
});
export type PipelineChange = z.infer<typeof PipelineChange>;

export const LossReason = z.object({ id: z.string(), name: z.string() });
export type LossReason = z.infer<typeof LossReason>;

export const LossReasons = z.object({ data: z.array(LossReason) });

/** In their order; a reason that is not named goes, and stays with the deals that have it. */
export const LossReasonsChange = z.object({
  data: z
    .array(z.object({ id: Id.optional(), name: Name }))
    .min(1)
    .max(MAX_REASONS),
});
export type LossReasonsChange = z.infer<typeof LossReasonsChange>;
