import { z } from 'zod';

/** Why, in words: `code` is a key of the catalog, `text` is the sentence in the reader's language. */
export const Reason = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  text: z.string(),
});
export type Reason = z.infer<typeof Reason>;

/** A reason as it is kept: without the words, which belong to a reader. */
export type Grounds = Omit<Reason, 'text'>;
