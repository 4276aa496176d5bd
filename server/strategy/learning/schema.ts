import { z } from 'zod';
import { STEPS, STOPS } from './rules.ts';

/** How far the company is with its first steps, and the reader with the tour. */
export const Learning = z.object({
  steps: z
    .array(z.object({ key: z.enum(STEPS), isDone: z.boolean().describe('Read from the records') }))
    .describe('By the role of the reader, in order'),
  isDismissed: z.boolean(),
  tour: z.object({
    stops: z.array(z.enum(STOPS)).describe('By the role of the reader, in order'),
    stop: z.enum(STOPS).nullable().describe('Where it goes on; null before and after it'),
    isEnded: z.boolean().describe('Gone through to its end, or declined'),
  }),
});
export type Learning = z.infer<typeof Learning>;

/** What is left out stays as it is. */
export const LearningChange = z.object({
  isDismissed: z.boolean().optional(),
  tour: Learning.shape.tour.pick({ stop: true, isEnded: true }).optional(),
});
export type LearningChange = z.infer<typeof LearningChange>;
