import { z } from 'zod';
import { Bic, Holder, Iban } from '../methods/schema.ts';

export const SenderChange = z.object({ name: Holder, iban: Iban, bic: Bic.nullish() });
export type SenderChange = z.infer<typeof SenderChange>;

export const Sender = z.object({
  name: z.string(),
  account: z.string().describe('Its country and its last four digits'),
  bic: z.string().nullable(),
  updatedAt: z.date(),
});
export type Sender = z.infer<typeof Sender>;
