import { type StatementMovement, sayAward } from '../commissions/index.ts';
import { words } from '../core/words.ts';

/** A movement as its affiliate reads it: what happened, to which sale or award. */
export function sayMovement(
  { kind, saleExternalId, award }: Pick<StatementMovement, 'kind' | 'saleExternalId' | 'award'>,
  locale: string,
): string {
  if (award) return words(locale, `payouts:awardMovement.${kind}`, { what: sayAward(award, locale) });
  return words(locale, `payouts:movement.${kind}`, { sale: saleExternalId });
}
