import { z } from 'zod';
import { Email } from '../../workspace/index.ts';
import { compactAccount, isBic, isIban, METHOD_KINDS } from './rules.ts';

const MAX_HOLDER = 70;
const UNKNOWN_REGION = 'ZZ';
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

export const Iban = z
  .string()
  .max(60)
  .transform(compactAccount)
  .refine(isIban, 'must be an IBAN of a country in SEPA; check it for a typing error')
  .meta({ type: 'string', example: 'DE89 3704 0044 0532 0130 00' });

export const Bic = z
  .string()
  .max(20)
  .transform(compactAccount)
  .refine(isBic, 'must be a BIC of 8 or 11 characters')
  .meta({ type: 'string', example: 'COBADEFF' });

export const Country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be a country such as DE')
  .refine(
    (code) => code !== UNKNOWN_REGION && regions.of(code) !== undefined,
    'must be a country such as DE',
  );
export const Holder = z.string().trim().min(1).max(MAX_HOLDER);

export const NewMethod = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paypal'), email: Email }),
  z.object({
    kind: z.literal('bank'),
    iban: Iban,
    bic: Bic.nullish(),
    holder: Holder.describe('As the bank knows the account holder'),
    country: Country.describe('Where the account holder lives, ISO 3166'),
  }),
  z
    .object({ kind: z.literal('wise'), holder: Holder, email: Email.nullish(), iban: Iban.nullish() })
    .refine(({ email, iban }) => Boolean(email) !== Boolean(iban), {
      path: ['email'],
      message: 'give an e-mail address or an IBAN, one of the two',
    }),
]);
export type NewMethod = z.infer<typeof NewMethod>;

export const Method = z.object({
  id: z.string(),
  kind: z.enum(METHOD_KINDS),
  recipient: z.string().describe('An e-mail address, or the country and the last four digits of an account'),
  holder: z.string().nullable(),
  bic: z.string().nullable(),
  country: z.string().nullable(),
  createdAt: z.date(),
  replacedAt: z.date().nullable(),
});
export type Method = z.infer<typeof Method>;

/** How one affiliate is paid. */
export const AffiliateMethods = z.object({
  current: Method.nullable().describe('Null: PayPal by the e-mail address on record'),
  fallbackRecipient: z.string(),
  history: z.array(Method).describe('Every method there was, the newest first'),
});
export type AffiliateMethods = z.infer<typeof AffiliateMethods>;

export const OwnMethods = AffiliateMethods.extend({
  needsSignIn: z.boolean().describe('A change is taken only soon after signing in'),
});
