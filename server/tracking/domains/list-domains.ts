import { isIP } from 'node:net';
import type { Config } from '../../core/config.ts';
import type { Domain } from '../schema/domain.ts';
import { countLinksByDomain, type DomainRow, listDomains } from '../store/domains.ts';
import { proofName, proofText } from './look-up.ts';
import { GRACE_MS } from './rules.ts';

/** Every domain with what its owner writes into the DNS. */
export async function listDomainsWithRecords(workspaceId: string, config: Config): Promise<Domain[]> {
  const counts = await countLinksByDomain(workspaceId);
  const own = new URL(config.publicUrl).hostname;
  return (await listDomains(workspaceId)).map(({ token, ...domain }) => ({
    ...domain,
    records: recordsOf(domain.host, token, own),
    linkCount: counts.get(domain.host) ?? 0,
    servedUntil: endOfGrace(domain),
  }));
}

function recordsOf(host: string, token: string, own: string): Domain['records'] {
  return [
    { type: 'TXT', name: proofName(host), value: proofText(token), purpose: 'ownership' },
    { type: isIP(own) ? 'A' : 'CNAME', name: host, value: own, purpose: 'address' },
  ];
}

function endOfGrace({ brokenSince }: Pick<DomainRow, 'brokenSince'>): Date | null {
  return brokenSince && new Date(brokenSince.getTime() + GRACE_MS);
}
