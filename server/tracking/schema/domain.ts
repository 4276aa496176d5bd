import { z } from 'zod';
import { LinkDomain } from './link.ts';

export const NewDomain = z.object({ host: LinkDomain });

/** A record that the owner of the host name writes into its DNS. */
const DnsRecord = z.object({
  type: z.enum(['TXT', 'CNAME', 'A']),
  name: z.string(),
  value: z.string(),
  purpose: z.enum(['ownership', 'address']).describe('Proves whose it is, or leads visitors here'),
});

export const Domain = z.object({
  host: z.string(),
  status: z.enum(['waiting', 'verified', 'broken']),
  problem: z
    .enum(['no_record', 'other_token', 'dns_unreachable', 'taken'])
    .nullable()
    .describe('What the last look into the DNS found wrong'),
  pointsHere: z.boolean().nullable().describe('Null until it was looked at; a proxy before it hides it'),
  records: z.array(DnsRecord),
  linkCount: z.number().int(),
  createdAt: z.date(),
  checkedAt: z.date().nullable(),
  verifiedAt: z.date().nullable(),
  brokenSince: z.date().nullable(),
  servedUntil: z.date().nullable().describe('Of a broken one: then its links stop'),
});
export type Domain = z.infer<typeof Domain>;

export const DomainList = z.object({ data: z.array(Domain) });
