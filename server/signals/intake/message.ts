import type { AccountInput, PersonInput } from '../../customers/index.ts';

interface MessageBase {
  /** Unique within the source, for ever. */
  messageId: string;
  /** When it happened, by our clock. */
  at: Date;
  /** The sender's id of the user; `anonymousId` is one of a browser or device. */
  userId?: string;
  anonymousId?: string;
  /** The acquisition channel that brought the visitor, where the message tells of it. */
  channel?: string;
}

/** Who a user is. */
export interface IdentifyMessage extends MessageBase {
  kind: 'identify';
  person: Omit<PersonInput, 'externalId' | 'accountId' | 'accountExternalId' | 'channel'>;
  /** The account that the user's traits name. */
  account?: AccountInput & { externalId: string };
}

/** What an account is, and that the user belongs to it. */
export interface GroupMessage extends MessageBase {
  kind: 'group';
  account: AccountInput & { externalId: string };
}

export interface UsageMessage extends MessageBase {
  kind: 'track' | 'page' | 'screen';
  feature: string;
  /** The account that the message itself names. */
  accountExternalId?: string;
  properties?: unknown;
}

/** Two ids turned out to be one user's. */
export interface AliasMessage extends MessageBase {
  kind: 'alias';
  previousId: string;
}

/** A message of a source in our own words; adapters make them from foreign formats. */
export type Message = IdentifyMessage | GroupMessage | UsageMessage | AliasMessage;
