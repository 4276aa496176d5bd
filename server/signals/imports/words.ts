/** Header names of the columns that say whom a row is about. */
export const ACCOUNT_ID_WORDS = [
  'account id',
  'account',
  'company id',
  'customer id',
  'organization id',
  'client id',
  'tenant id',
  'associated company id',
] as const;

export const PERSON_ID_WORDS = [
  'user id',
  'contact id',
  'requester id',
  'person id',
  'respondent id',
] as const;

export const PERSON_EMAIL_WORDS = [
  'email',
  'user email',
  'contact email',
  'requester email',
  'respondent email',
  'email address',
] as const;
