import { FREE_DOMAINS } from '../../core/free-mail-domains.ts';

/** Below it two records are not worth a person's look. */
export const MIN_SCORE = 45;
const MAX_SCORE = 99;
const MORE_REASONS = 5;
const PHONE_DIGITS = 9;
const MIN_PHONE_DIGITS = 7;
/** Of the letter pairs of two names, how many both have. */
const ALIKE = 0.7;

export const REASONS = [
  'email',
  'phone',
  'domain',
  'sameName',
  'similarName',
  'account',
  'mailDomain',
] as const;
export type Reason = (typeof REASONS)[number];

/** What a record is compared by; a field that its kind does not have is null. */
export interface Comparable {
  id: string;
  name: string | null;
  email: string | null;
  furtherEmails: string[];
  phone: string | null;
  furtherPhones: string[];
  domain: string | null;
  accountId: string | null;
}

export interface Likeness {
  score: number;
  /** Sure enough to be merged without a look at it. */
  isSure: boolean;
  reasons: Reason[];
}

/** Words that say what kind of company it is, not which. */
const COMPANY_FORMS =
  /\b(ltd|limited|co|company|corp|corporation|inc|llc|gmbh|ag|plc|pcl|sa|bv|pty|public)\b\.?|บริษัท|จำกัด|มหาชน|\(|\)|หจก\.?|ห้างหุ้นส่วน/g;

/** The address without what is put after a plus sign: `ann+news@acme.com` is Ann's. */
export function plainEmail(email: string | null): string | null {
  return email?.toLowerCase().replace(/\+[^@]*@/, '@') ?? null;
}

/** Every address that leads to the person, as they are compared. */
export function plainEmails({ email, furtherEmails }: Pick<Comparable, 'email' | 'furtherEmails'>): string[] {
  return [email, ...furtherEmails].flatMap((each) => plainEmail(each) ?? []);
}

/** Every number of the person, as they are compared. */
export function allPhoneDigits({
  phone,
  furtherPhones,
}: Pick<Comparable, 'phone' | 'furtherPhones'>): string[] {
  return [phone, ...furtherPhones].flatMap((each) => phoneDigits(each) ?? []);
}

/** The last nine digits, so that a country code does not count; null for what is too short to be a number. */
export function phoneDigits(phone: string | null): string | null {
  const digits = phone?.replace(/[^0-9]/g, '') ?? '';
  return digits.length < MIN_PHONE_DIGITS ? null : digits.slice(-PHONE_DIGITS);
}

/** The domain of a company's own addresses; null for mailboxes that anybody can have. */
export function mailDomain(email: string | null): string | null {
  const domain = email?.split('@')[1] ?? null;
  return domain && !FREE_DOMAINS.includes(domain) ? domain : null;
}

/** The name without its company form, accents, case and signs. */
export function coreName(name: string | null): string {
  const plain = (name ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
  const core = plain.replace(COMPANY_FORMS, ' ');
  return (/[\p{L}\p{N}]/u.test(core) ? core : plain).replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim();
}

/** How alike two names are, 0 to 1: the share of their letter pairs that both have (Dice's coefficient). */
export function nameLikeness(one: string, other: string): number {
  if (one === '' || other === '') return 0;
  if (one === other) return 1;
  // Branch 5 and branch 86 are two.
  if (numbersIn(one) !== numbersIn(other)) return 0;
  const [ones, others] = [letterPairs(one), letterPairs(other)];
  const both = [...ones].filter((pair) => others.has(pair)).length;
  return (2 * both) / (ones.size + others.size);
}

/** The numbers of a name, as the index of accounts has them. */
export function numbersIn(name: string): string {
  return name.replace(/[^0-9]+/g, ' ').trim();
}

function letterPairs(name: string): Set<string> {
  const letters = [...` ${name.replaceAll(' ', '')} `];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

/** Whether two accounts may be one company; null when nothing speaks for it. */
export function compareAccounts(one: Comparable, other: Comparable): Likeness | null {
  const names = nameLikeness(coreName(one.name), coreName(other.name));
  const hasBothDomains = one.domain !== null && other.domain !== null;
  const isSameDomain = hasBothDomains && one.domain === other.domain;
  const found: [Reason, number][] = [];
  if (isSameDomain) found.push(['domain', 70]);
  if (names === 1) found.push(['sameName', 65]);
  else if (names >= ALIKE && (isSameDomain || !hasBothDomains)) found.push(['similarName', 50]);
  return likenessOf(found, isSameDomain && names === 1);
}

/** Whether two people may be one; null when nothing speaks for it. A name alone speaks for little. */
export function comparePeople(one: Comparable, other: Comparable): Likeness | null {
  const names = nameLikeness(coreName(one.name), coreName(other.name));
  const isSame = <Key>(keyOf: (of: Comparable) => Key | null) =>
    keyOf(one) !== null && keyOf(one) === keyOf(other);
  const isAlike = names >= ALIKE;
  const shares = (keysOf: (of: Comparable) => string[]) =>
    keysOf(one).some((key) => keysOf(other).includes(key));
  const isSameEmail = shares(plainEmails);
  const found: [Reason, number][] = [];
  if (isSameEmail) found.push(['email', 90]);
  if (shares(allPhoneDigits)) found.push(['phone', isAlike ? 80 : 50]);
  if (isAlike && isSame(({ accountId }) => accountId)) found.push(['account', names === 1 ? 70 : 55]);
  if (isAlike && isSame(({ email }) => mailDomain(email))) found.push(['mailDomain', names === 1 ? 65 : 50]);
  const isLoose = [one, other].some(({ email, accountId }) => email === null || accountId === null);
  if (names === 1 && (found.length > 0 || isLoose)) found.push(['sameName', 50]);
  else if (isAlike && found.length > 0) found.push(['similarName', MIN_SCORE]);
  return likenessOf(found, isSameEmail);
}

function likenessOf(found: [Reason, number][], isSure: boolean): Likeness | null {
  if (found.length === 0) return null;
  const strongest = Math.max(...found.map(([, score]) => score));
  const sure = isSure ? MAX_SCORE : strongest + MORE_REASONS * (found.length - 1);
  return { score: Math.min(sure, MAX_SCORE), isSure, reasons: found.map(([reason]) => reason) };
}
