import { defineImportObject } from '../customers/index.ts';
import { FIELDS } from './fields.ts';
import type { Headers, Kind } from './platforms/platform.ts';
import { PLATFORM_KEYS, type PlatformKey, platformOf } from './platforms/platforms.ts';
import { saveAffiliateRows } from './rows/save-affiliates.ts';
import { saveCommissionRows } from './rows/save-commissions.ts';
import { saveCustomerRows } from './rows/save-customers.ts';
import { saveLinkRows } from './rows/save-links.ts';

/** How the platforms say what we say. */
const STATUS_WORDS = {
  active: ['approved', 'accepted', 'enabled', 'confirmed'],
  pending: ['new', 'invited', 'unconfirmed', 'waiting', 'awaiting approval', 'in review', 'applied'],
  suspended: ['disabled', 'blocked', 'banned', 'deactivated', 'archived', 'inactive', 'paused'],
  rejected: ['declined', 'denied', 'disapproved', 'not approved'],
} as const;

/** `approved` alone does not say that it has been paid, nor that it has not. */
const COMMISSION_WORDS = {
  open: ['due', 'unpaid', 'not paid', 'pending', 'payable', 'processed', 'available'],
  approved: [],
  paid: ['withdrawn', 'paid externally', 'in transit'],
  void: [
    'voided',
    'denied',
    'disapproved',
    'rejected',
    'refunded',
    'duplicate',
    'fraud',
    'canceled',
    'cancelled',
    'expired',
  ],
} as const;

/** Awards hold a lock each until the try of them ends. */
const MAX_TRIED_COMMISSIONS = 3000;

/** Makes each platform a family of the imports: affiliates first, then their links, their customers and what they are owed. */
export function defineTakeoverObjects(): void {
  for (const key of PLATFORM_KEYS) {
    defineAffiliates(key);
    defineLinks(key);
    defineCustomers(key);
    defineCommissions(key);
  }
}

function defineAffiliates(platform: PlatformKey): void {
  const { headers } = platformOf(platform);
  const field = fieldOf(headers, 'affiliates');
  defineImportObject({
    ...shared(platform, 'affiliates'),
    after: [],
    key: ['email'],
    fields: [
      { ...field('email'), type: 'text', required: true },
      { ...field('sourceId'), type: 'text' },
      { ...field('name'), type: 'text' },
      { ...field('firstName'), type: 'text' },
      { ...field('lastName'), type: 'text' },
      { ...field('status'), type: 'choice', choices: STATUS_WORDS },
      { ...field('payoutEmail'), type: 'text' },
      { ...field('externalId'), type: 'text' },
      { ...field('website'), type: 'text' },
      { ...field('country'), type: 'text' },
      { ...field('codes'), type: 'text' },
      { ...field('coupons'), type: 'text' },
      { ...field('joinedAt'), type: 'datetime' },
    ],
    saveBatch: saveAffiliateRows,
  });
}

function defineLinks(platform: PlatformKey): void {
  const field = fieldOf(platformOf(platform).headers, 'links');
  defineImportObject({
    ...shared(platform, 'links'),
    after: [`${platform}-affiliates`],
    key: ['code', 'url'],
    fields: [
      { ...field('sourceId'), type: 'text' },
      { ...field('affiliateId'), type: 'text' },
      { ...field('affiliateEmail'), type: 'text' },
      { ...field('code'), type: 'text' },
      { ...field('url'), type: 'text' },
      { ...field('destination'), type: 'text' },
    ],
    saveBatch: saveLinkRows,
  });
}

function defineCustomers(platform: PlatformKey): void {
  const field = fieldOf(platformOf(platform).headers, 'customers');
  defineImportObject({
    ...shared(platform, 'customers'),
    after: [`${platform}-affiliates`, `${platform}-links`],
    key: ['externalId', 'email'],
    fields: [
      { ...field('sourceId'), type: 'text' },
      { ...field('externalId'), type: 'text' },
      { ...field('email'), type: 'text' },
      { ...field('name'), type: 'text' },
      { ...field('affiliateId'), type: 'text' },
      { ...field('affiliateEmail'), type: 'text' },
      { ...field('code'), type: 'text' },
      { ...field('boundAt'), type: 'datetime' },
    ],
    saveBatch: saveCustomerRows,
  });
}

function defineCommissions(platform: PlatformKey): void {
  const field = fieldOf(platformOf(platform).headers, 'commissions');
  defineImportObject({
    ...shared(platform, 'commissions'),
    after: [`${platform}-affiliates`, `${platform}-links`],
    permission: 'commissions.write',
    maxTriedRows: MAX_TRIED_COMMISSIONS,
    key: ['sourceId'],
    fields: [
      { ...field('sourceId'), type: 'text', required: true },
      { ...field('affiliateId'), type: 'text' },
      { ...field('affiliateEmail'), type: 'text' },
      { ...field('code'), type: 'text' },
      { ...field('decimalAmount'), type: 'text' },
      { ...field('minorAmount'), type: 'text' },
      { ...field('currency'), type: 'text' },
      { ...field('state'), type: 'choice', choices: COMMISSION_WORDS },
      { ...field('isPaid'), type: 'boolean' },
      { ...field('paidAt'), type: 'datetime' },
      { ...field('earnedAt'), type: 'datetime', required: true },
      { ...field('dueAt'), type: 'datetime' },
    ],
    saveBatch: saveCommissionRows,
  });
}

function shared(platform: PlatformKey, kind: Kind) {
  return {
    name: `${platform}-${kind}`,
    family: platform,
    labels: `takeovers:${kind}`,
    aliases: platformOf(platform).files[kind],
    permission: 'affiliates.approve',
    tellsRows: true,
  } as const;
}

/** A field by its name, with the platform's own header names before those that all of them use. */
function fieldOf<K extends Kind>(headers: Headers, kind: K) {
  return <Name extends keyof (typeof FIELDS)[K] & string>(name: Name) => ({
    name,
    aliases: [...(headers[kind][name] ?? []), ...wordsOf(kind, name)],
  });
}

function wordsOf<K extends Kind>(kind: K, name: keyof (typeof FIELDS)[K]): readonly string[] {
  return FIELDS[kind][name] as readonly string[];
}
