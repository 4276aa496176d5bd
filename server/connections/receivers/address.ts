import { z } from 'zod';
import { type AddressFault, addressFault } from '../../core/outgoing/addresses.ts';

const MAX_ADDRESS = 2_000;

const FAULTS: Record<AddressFault, string> = {
  unreadable: 'is not a web address',
  protocol: 'must begin with http:// or https://',
  credentials: 'must hold no name and password',
  private: 'leads into a private network, which is not called',
};

/** An address that we may call. @param prepare makes an address of what may hold macros. */
export function callableAddress(prepare = (text: string) => text) {
  return z
    .string()
    .trim()
    .max(MAX_ADDRESS)
    .superRefine((text, context) => {
      const fault = addressFault(prepare(text));
      if (fault) context.addIssue({ code: 'custom', message: FAULTS[fault] });
    });
}
