/** Why a registered customer may be refused; the web app offers them as they are. */
export const REGISTRATION_REASONS = [
  'existing_customer',
  'already_registered',
  'not_a_fit',
  'incomplete',
  'other',
] as const;
