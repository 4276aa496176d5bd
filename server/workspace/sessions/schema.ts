import { z } from 'zod';

/** A browser that somebody is signed in with. */
export const SignInSession = z.object({
  id: z.string(),
  browser: z.string().nullable().describe('As the browser calls itself; null where it does not'),
  os: z.string().nullable(),
  device: z.string().nullable().describe('desktop, mobile, tablet, tv or bot'),
  ipAddress: z.string().nullable().describe('Where it signed in from'),
  signedInAt: z.date(),
  lastUsedAt: z.date().describe('To within five minutes'),
  isCurrent: z.boolean().describe('Whether the question itself comes from it'),
});
export type SignInSession = z.infer<typeof SignInSession>;
