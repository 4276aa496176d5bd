/** The four factors of the score, in the order in which they are read. */
export const FACTORS = ['willingness', 'success', 'reach', 'worth'] as const;

/** Why an account may not be asked now; the words are in the catalog. */
export const EXCLUSION_REASONS = [
  'asked_recently',
  'already_affiliate',
  'unhealthy',
  'detractor',
  'nobody_to_ask',
  'not_enough_data',
  'churned',
  'not_a_customer',
] as const;
