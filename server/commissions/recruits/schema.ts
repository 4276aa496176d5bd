import { z } from 'zod';
import { AmountMinor } from '../../core/money.ts';

/** Partners whom an affiliate invited, and what they brought the affiliate. */
export const OwnRecruits = z.object({
  inviteUrl: z.string().nullable().describe('Null while the program takes no applications'),
  promises: z.array(z.string()).describe('What a plan gives for invited partners, in words'),
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      isActive: z.boolean(),
      recruitedAt: z.date().nullable(),
      earned: z.array(z.object({ currency: z.string(), amountMinor: AmountMinor })),
    }),
  ),
});
export type OwnRecruits = z.infer<typeof OwnRecruits>;
