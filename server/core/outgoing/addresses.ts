import ipaddr from 'ipaddr.js';

const PROTOCOLS = new Set(['http:', 'https:']);
/** Names that stand for this machine or for a network that is nobody's public one (RFC 6761, RFC 6762, RFC 8375). */
const INNER_NAMES = /(^|\.)(localhost|local|internal|home\.arpa)\.?$/;

/** Why an address cannot be called. */
export type AddressFault = 'unreadable' | 'protocol' | 'credentials' | 'private';

let allowed: string[] = [];

/**
 * Addresses (IP or CIDR) that may be called although they are private: an operator's own network, or a test's server.
 * Read from the environment alone; no user can reach it.
 */
export function openOutgoing(allowedAddresses: string[]): void {
  allowed = allowedAddresses;
}

export function allowedAddresses(): string[] {
  return allowed;
}

/**
 * What is wrong with an address that somebody typed, as far as its text tells; what a name leads to is checked when it
 * is called. Null when nothing is.
 */
export function addressFault(text: string): AddressFault | null {
  const url = URL.parse(text);
  if (!url) return 'unreadable';
  if (!PROTOCOLS.has(url.protocol)) return 'protocol';
  if (url.username || url.password) return 'credentials';
  // The URL has made 127.1, 0x7f000001 and 2130706433 the address that they mean.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) return isAllowed(host) || isPublic(host) ? null : 'private';
  return INNER_NAMES.test(host) ? 'private' : null;
}

function isPublic(host: string): boolean {
  return ipaddr.parse(host).range() === 'unicast';
}

function isAllowed(host: string): boolean {
  const address = ipaddr.parse(host);
  return allowed.some((entry) => {
    const range = entry.includes('/') ? ipaddr.parseCIDR(entry) : null;
    if (!range) return entry === host;
    return range[0].kind() === address.kind() && address.match(range);
  });
}
