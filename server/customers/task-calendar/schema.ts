import { z } from 'zod';

export const TaskCalendar = z.object({
  createdAt: z.date(),
  lastReadAt: z.date().nullable().describe('When a calendar last asked, to the hour'),
});
export type TaskCalendar = z.infer<typeof TaskCalendar>;

export const CreatedTaskCalendar = TaskCalendar.extend({
  url: z.string().describe('Shown once: only its hash is kept'),
});
export type CreatedTaskCalendar = z.infer<typeof CreatedTaskCalendar>;
