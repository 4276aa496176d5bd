/** What an affiliate earns beside the commission of a sale. */
export const AWARD_KINDS = [
  'lead',
  'click',
  'upgrade',
  'milestone',
  'recruit',
  'bonus',
  'prize',
  'custom',
] as const;
export type AwardKind = (typeof AWARD_KINDS)[number];

/** Of a sale, or an award. */
export const COMMISSION_KINDS = ['sale', ...AWARD_KINDS] as const;
