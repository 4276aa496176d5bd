import { Email } from '../../../workspace/index.ts';

/** An e-mail that can be kept; senders put other things into the field, which must not lose them the event. */
export function knownEmail(email: string | null | undefined): string | null {
  return Email.safeParse(email).data ?? null;
}
