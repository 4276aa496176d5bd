import { createHmac, hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { isIPv4 } from 'node:net';
import Bowser from 'bowser';
import ipaddr from 'ipaddr.js';
import { isbot } from 'isbot';
import maxmind, { type Reader, type Response } from 'maxmind';

const COUNTRIES_FILE = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb';
const MAX_KNOWN_BROWSERS = 5_000;
const IPV4_PREFIX_BITS = 24;
const IPV6_PREFIX_BITS = 48;
const HASH_LENGTH = 22;
/** Mail protection that opens every link before the reader does, and proxies of mail clients. */
const MAIL_SCANNERS =
  /barracuda|proofpoint|mimecast|safelinks|cloudmark|fireeye|trendmicro|trend micro|symantec|sophos|forcepoint|ironport|googleimageproxy|yahoomailproxy|ms-?office|microsoft office|outlook-(ios|android)\/.*preview/i;

/** What a browser says of itself. Null where it does not. */
export interface ClientFacts {
  isBot: boolean;
  isScanner: boolean;
  device: string | null;
  browser: string | null;
  os: string | null;
}

const knownClients = new Map<string, ClientFacts>();

/** No user agent at all is a program. Parsed once for each distinct text. */
export function readClient(userAgent: string | undefined): ClientFacts {
  const text = userAgent ?? '';
  const known = knownClients.get(text);
  if (known) return known;
  if (knownClients.size >= MAX_KNOWN_BROWSERS) knownClients.clear();
  const facts = parseClient(text);
  knownClients.set(text, facts);
  return facts;
}

function parseClient(text: string): ClientFacts {
  const isScanner = MAIL_SCANNERS.test(text);
  const isBot = text === '' || isbot(text);
  if (text === '') return { isBot, isScanner, device: null, browser: null, os: null };
  const { browser, os, platform } = Bowser.parse(text);
  return {
    isBot,
    isScanner,
    device: platform.type ?? null,
    browser: browser.name || null,
    os: os.name || null,
  };
}

/** The bundled database holds this alone. */
type CountryRecord = Response & { country_code?: string };

let countries: Reader<CountryRecord> | null = null;

/** Opens the bundled country database, once. */
export async function openCountries(): Promise<void> {
  const file = createRequire(import.meta.url).resolve(COUNTRIES_FILE);
  countries ??= await maxmind.open<CountryRecord>(file);
}

/** ISO 3166 code of the address's country; null when unknown or not public. */
export function countryOf(ip: string): string | null {
  return countries?.get(ip)?.country_code ?? null;
}

/** The network that an address belongs to, e.g. `203.0.113.0/24`; null for what is no address. */
export function prefixOf(ip: string): string | null {
  if (isIPv4(ip)) return `${ip.slice(0, ip.lastIndexOf('.'))}.0/${IPV4_PREFIX_BITS}`;
  if (!ipaddr.isValid(ip)) return null;
  const address = ipaddr.process(ip);
  const bits = address.kind() === 'ipv4' ? IPV4_PREFIX_BITS : IPV6_PREFIX_BITS;
  const network = ipaddr.fromByteArray(
    address.toByteArray().map((byte, index) => (index * 8 < bits ? byte : 0)),
  );
  return `${network.toString()}/${bits}`;
}

const workspaceKeys = new Map<string, string>();

/**
 * A keyed hash: equal inputs of one workspace can be seen to be equal, and nothing leads back to them
 * without the installation's secret. It is cut, so that it cannot be continued with a longer text.
 */
export function keyedHash(secret: string, workspaceId: string, text: string): string {
  let key = workspaceKeys.get(workspaceId);
  if (!key) {
    key = createHmac('sha256', secret).update(workspaceId).digest('base64url');
    workspaceKeys.set(workspaceId, key);
  }
  return hash('sha256', `${key}\n${text}`, 'base64url').slice(0, HASH_LENGTH);
}

/** A hash of a keyed hash and a text: keeps no more of the first than is there already. */
export function hashOfBoth(keyed: string, text: string): string {
  return hash('sha256', `${keyed}\n${text}`, 'base64url').slice(0, HASH_LENGTH);
}
