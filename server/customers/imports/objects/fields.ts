/** How the stages of other systems read here; HubSpot's lifecycle stages among them. */
export const STAGE_WORDS = {
  lead: [
    'subscriber',
    'prospect',
    'marketing qualified lead',
    'sales qualified lead',
    'opportunity',
    'qualified',
    'new',
    'other',
  ],
  trial: ['trialing', 'free trial', 'in trial', 'evaluation'],
  customer: ['active', 'client', 'paying', 'paid', 'won', 'evangelist', 'live'],
  churned: ['former customer', 'canceled', 'cancelled', 'lost', 'inactive', 'churn'],
} as const;

/** Names of the column that says which account a row belongs to. */
export const ACCOUNT_ID_WORDS = [
  'account id',
  'account external id',
  'company id',
  'customer id',
  'organization id',
  'associated company ids',
  'associated company id',
  'primary associated company id',
  'associated company ids primary',
  'deal organization id',
  'person organization id',
  'client id',
  'tenant id',
] as const;

export const ACCOUNT_NAME_WORDS = [
  'account name',
  'company name',
  'company',
  'account',
  'associated company',
  'associated company primary',
  'primary associated company',
  'deal organization',
  'person organization',
  'primary company',
  'organization',
] as const;

/** Buying roles of other systems; HubSpot's among them. */
export const ROLE_WORDS = {
  champion: ['advocate', 'sponsor', 'executive sponsor', 'promoter'],
  influencer: ['evaluator', 'technical buyer', 'business user', 'other'],
  decision_maker: ['decision maker', 'economic buyer', 'economic decision maker', 'budget holder', 'buyer'],
  user: ['end user', 'admin', 'administrator'],
  blocker: ['legal and compliance', 'opponent', 'detractor'],
} as const;
