/** What a fault is: something is missing, old, or two things that cannot both be true. */
export const FAULT_KINDS = ['missing', 'stale', 'contradicting', 'duplicate'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FAULT_OBJECTS = ['account', 'person', 'deal'] as const;
export type FaultObject = (typeof FAULT_OBJECTS)[number];

/** What reading and changing them needs, before `.read` and `.write`. */
export const PERMISSIONS = {
  account: 'accounts',
  person: 'accounts',
  deal: 'deals',
} as const satisfies Record<FaultObject, string>;

/** The field that mending sets. */
export type MendedField = 'ownerId' | 'domain' | 'country' | 'stage' | 'accountId';

export interface Fault {
  kind: FaultKind;
  object: FaultObject;
  /** Null where only a person can know what is right. */
  mends: MendedField | null;
}

/** Every fault that is looked for, in the order in which they are shown. */
export const FAULTS = {
  accountOwner: { kind: 'missing', object: 'account', mends: 'ownerId' },
  accountDomain: { kind: 'missing', object: 'account', mends: 'domain' },
  accountCountry: { kind: 'missing', object: 'account', mends: 'country' },
  accountContact: { kind: 'missing', object: 'account', mends: null },
  personEmail: { kind: 'missing', object: 'person', mends: null },
  personAccount: { kind: 'missing', object: 'person', mends: 'accountId' },
  dealOwner: { kind: 'missing', object: 'deal', mends: 'ownerId' },
  dealAmount: { kind: 'missing', object: 'deal', mends: null },
  accountQuiet: { kind: 'stale', object: 'account', mends: null },
  dealDate: { kind: 'stale', object: 'deal', mends: null },
  accountStage: { kind: 'contradicting', object: 'account', mends: 'stage' },
  personOtherAccount: { kind: 'contradicting', object: 'person', mends: 'accountId' },
  accountDouble: { kind: 'duplicate', object: 'account', mends: null },
  personDouble: { kind: 'duplicate', object: 'person', mends: null },
} as const satisfies Record<string, Fault>;

export type FaultKey = keyof typeof FAULTS;
export const FAULT_KEYS = Object.keys(FAULTS) as [FaultKey, ...FaultKey[]];

/** After so many days without anything on its timeline an account that should be cared for is quiet. */
export const QUIET_DAYS = 180;
