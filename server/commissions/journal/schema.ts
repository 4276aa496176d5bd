import { z } from 'zod';

export const JournalQuery = z
  .object({
    from: z.iso.date().describe('The first day, in the workspace’s time zone'),
    to: z.iso.date().describe('The last day'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'is before the first day' });
export type JournalQuery = z.infer<typeof JournalQuery>;
