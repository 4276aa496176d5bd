import type { AffiliateFacts, CustomerFacts, Finding } from './facts.ts';
import { readAddress } from './mail-address.ts';
import { type FraudSettings, type RuleCode, threshold } from './settings.ts';

/** What can be told from who an affiliate's customers are: all of one affiliate, in any order. */
export function findIdentities(
  affiliate: AffiliateFacts,
  customers: readonly CustomerFacts[],
  settings: FraudSettings,
): Finding[] {
  const rules: [RuleCode, typeof findSelfReferrals][] = [
    ['self_referral', findSelfReferrals],
    ['shared_address', findSharedAddresses],
    ['duplicate_customers', findDuplicates],
    ['disposable_mail', findDisposable],
  ];
  return rules.flatMap(([code, find]) =>
    settings.rules[code].isOn ? find(affiliate, customers, settings) : [],
  );
}

function findSelfReferrals(
  affiliate: AffiliateFacts,
  customers: readonly CustomerFacts[],
  settings: FraudSettings,
): Finding[] {
  const isOwnNetwork = ownNetworks(
    affiliate,
    customers,
    threshold(settings, 'self_referral', 'minSameNetwork'),
  );
  return customers.flatMap((customer) => {
    const sign = selfSign(affiliate, customer, settings) ?? (isOwnNetwork(customer) ? 'network' : null);
    const { affiliateId, customerId, email } = customer;
    const inputs = { email, domain: readAddress(email)?.domain ?? null };
    const finding = { affiliateId, sign, subject: customerId, customerIds: [customerId], inputs };
    return sign ? [{ ...finding, rule: 'self_referral' as const, sign }] : [];
  });
}

/** One shared network alone is a city or an office; several customers from the affiliate's own is more. */
function ownNetworks({ ipPrefixes }: AffiliateFacts, customers: readonly CustomerFacts[], least: number) {
  const own = new Set(ipPrefixes);
  const isOwn = ({ ipPrefix }: CustomerFacts) => ipPrefix !== null && own.has(ipPrefix);
  const isEnough = customers.filter(isOwn).length >= least;
  return (customer: CustomerFacts) => isEnough && isOwn(customer);
}

/** The strongest sign that customer and affiliate are one. */
function selfSign(
  affiliate: AffiliateFacts,
  customer: CustomerFacts,
  settings: FraudSettings,
): string | null {
  const address = readAddress(customer.email);
  const own = affiliate.emails.flatMap((email) => readAddress(email) ?? []);
  if (address && own.some(({ plain }) => plain === address.plain)) return 'email';
  if (address && own.some(({ key }) => key === address.key)) return 'mailbox';
  if (affiliate.accountKeys.includes(customer.accountKey)) return 'account';
  if (customer.ipHash && affiliate.ipHashes.includes(customer.ipHash)) return 'address';
  if (
    address &&
    isCompanyDomain(address.domain, settings) &&
    own.some(({ domain }) => domain === address.domain)
  )
    return 'domain';
  return null;
}

function isCompanyDomain(domain: string, { freeDomains, disposableDomains }: FraudSettings): boolean {
  return !freeDomains.includes(domain) && !disposableDomains.includes(domain);
}

/** Several companies that came from one address. */
function findSharedAddresses(
  { affiliateId }: AffiliateFacts,
  customers: readonly CustomerFacts[],
  settings: FraudSettings,
): Finding[] {
  const least = threshold(settings, 'shared_address', 'minCustomers');
  return groupsOf(customers, ({ ipHash }) => ipHash)
    .filter(([, group]) => companiesOf(group) >= least)
    .map(([key, group]) => ({
      ...{ affiliateId, rule: 'shared_address' as const, sign: 'address', subject: `address:${key}` },
      customerIds: idsOf(group),
      inputs: { count: group.length },
    }));
}

/** One customer under several names: by mailbox, by means of payment, by company. */
function findDuplicates(
  { affiliateId }: AffiliateFacts,
  customers: readonly CustomerFacts[],
  settings: FraudSettings,
): Finding[] {
  const leastOfDomain = threshold(settings, 'duplicate_customers', 'minSameDomain');
  const byPayment = customers.flatMap((customer) =>
    customer.paymentFingerprints.map((fingerprint) => ({ ...customer, fingerprint })),
  );
  const domainOf = ({ email }: CustomerFacts) => {
    const domain = readAddress(email)?.domain;
    return domain && isCompanyDomain(domain, settings) ? domain : null;
  };
  const signs: [string, [string, readonly CustomerFacts[]][], number][] = [
    ['mailbox', groupsOf(customers, ({ email }) => readAddress(email)?.key ?? null), 2],
    ['payment', groupsOf(byPayment, ({ fingerprint }) => fingerprint), 2],
    ['domain', groupsOf(customers, domainOf), leastOfDomain],
  ];
  return signs.flatMap(([sign, groups, least]) =>
    groups
      .filter(([, group]) => companiesOf(group) >= least)
      .map(([key, group]) => ({
        ...{ affiliateId, rule: 'duplicate_customers' as const, sign, subject: `${sign}:${key}` },
        customerIds: idsOf(group),
        inputs: { count: group.length, ...(sign === 'payment' ? {} : { value: key }) },
      })),
  );
}

function findDisposable(
  { affiliateId }: AffiliateFacts,
  customers: readonly CustomerFacts[],
  { disposableDomains }: FraudSettings,
): Finding[] {
  return customers.flatMap(({ customerId, email }) => {
    const domain = readAddress(email)?.domain;
    if (!domain || !disposableDomains.includes(domain)) return [];
    const inputs = { email, domain };
    const finding = { affiliateId, subject: customerId, customerIds: [customerId], inputs };
    return [{ ...finding, rule: 'disposable_mail' as const, sign: 'domain' }];
  });
}

/** In the order of their keys; what has none belongs to no group. */
function groupsOf<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function companiesOf(customers: readonly CustomerFacts[]): number {
  return new Set(customers.map(({ accountKey }) => accountKey)).size;
}

function idsOf(customers: readonly CustomerFacts[]): string[] {
  return [...new Set(customers.map(({ customerId }) => customerId))].toSorted();
}
