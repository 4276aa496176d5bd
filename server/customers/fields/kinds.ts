/** The records that can have fields of a workspace's own. */
export const FIELD_OBJECTS = ['account', 'person'] as const;
export type FieldObject = (typeof FIELD_OBJECTS)[number];

export const FIELD_TYPES = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'multi_choice',
  'link',
  'checkbox',
  'member',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export const CHOICE_COLORS = ['teal', 'yellow', 'blue', 'gray', 'red'] as const;

const COMPARISONS = ['is', 'at_least', 'at_most', 'empty', 'not_empty'] as const;
const MEMBERSHIP = ['is', 'is_not', 'empty', 'not_empty'] as const;

/** What a list can ask of a field. */
export const OPERATORS = {
  text: ['is', 'is_not', 'contains', 'empty', 'not_empty'],
  number: COMPARISONS,
  money: COMPARISONS,
  date: ['is', 'before', 'after', 'empty', 'not_empty'],
  choice: MEMBERSHIP,
  multi_choice: MEMBERSHIP,
  link: ['contains', 'empty', 'not_empty'],
  checkbox: MEMBERSHIP,
  member: MEMBERSHIP,
} as const satisfies Record<FieldType, readonly string[]>;
export type Operator = (typeof OPERATORS)[FieldType][number];

/** What accounts and people have anyway: a field of the same name would be mistaken for it. */
const BUILT_IN = {
  shared: ['id', 'externalId', 'name', 'country', 'channel', 'stage', 'stageReason', 'ownerId', 'ownerName'],
  kept: ['createdAt', 'updatedAt', 'attributes', 'fields', 'figures', 'currency', 'ownerEmail', 'tags'],
  account: [
    'domain',
    'industry',
    'planTier',
    'seats',
    'signedUpAt',
    'onboardedAt',
    'mrr',
    'ltv',
    'healthScore',
  ],
  person: [
    'email',
    'furtherEmails',
    'contactPoints',
    'phone',
    'title',
    'accountId',
    'accountName',
    'role',
    'weight',
    'accounts',
  ],
} as const;

/** The built-in field that a key reads like, whatever its case and underscores, or null. */
export function findBuiltIn(object: FieldObject, key: string): string | null {
  const bare = (name: string) => name.replaceAll('_', '').toLowerCase();
  const known = [...BUILT_IN.shared, ...BUILT_IN.kept, ...BUILT_IN[object]];
  return known.find((name) => bare(name) === bare(key)) ?? null;
}
