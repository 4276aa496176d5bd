import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Config } from '../../core/config.ts';
import type { Finding } from './rules.ts';

const TIMEOUT_MS = 3_000;
const TRIES = 2;
const PROOF_NAME = '_goodword';
const PROOF_TEXT = 'goodword-verify=';
/** The DNS has answered: there is no such thing. */
const ABSENT = new Set(['ENOTFOUND', 'ENODATA']);

export function proofName(host: string): string {
  return `${PROOF_NAME}.${host}`;
}

export function proofText(token: string): string {
  return `${PROOF_TEXT}${token}`;
}

/** Asks the DNS whose a host name is, and whether it leads here. Settles within seconds, and never throws. */
export async function lookUp(
  { dnsServers, publicUrl }: Pick<Config, 'dnsServers' | 'publicUrl'>,
  { host, token }: { host: string; token: string },
): Promise<Finding> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (dnsServers.length > 0) resolver.setServers(dnsServers);
  const [texts, pointsHere] = await Promise.all([
    answerOf(() => resolver.resolveTxt(proofName(host))),
    leadsHere(resolver, host, new URL(publicUrl).hostname),
  ]);
  if (texts === null) return { proof: null, pointsHere };
  const values = texts.map((parts) => parts.join('').trim());
  if (values.includes(proofText(token))) return { proof: 'found', pointsHere };
  const hasOther = values.some((value) => value.startsWith(PROOF_TEXT));
  return { proof: hasOther ? 'other_token' : 'no_record', pointsHere };
}

/** Null when the DNS does not answer; nothing found is an empty list. */
async function answerOf<Answer>(ask: () => Promise<Answer[]>): Promise<Answer[] | null> {
  try {
    return await ask();
  } catch (error) {
    return ABSENT.has((error as NodeJS.ErrnoException).code ?? '') ? [] : null;
  }
}

async function leadsHere(resolver: Resolver, host: string, own: string): Promise<boolean | null> {
  const names = await answerOf(() => resolver.resolveCname(host));
  if (names?.some((name) => name.toLowerCase() === own)) return true;
  const addresses = await answerOf(() => resolver.resolve4(host));
  const ours = isIP(own) ? [own] : await answerOf(() => resolver.resolve4(own));
  if (!addresses || !ours) return null;
  return addresses.some((address) => ours.includes(address));
}
