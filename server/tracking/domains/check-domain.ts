import { type Actor, authorize } from '../../core/actor.ts';
import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { announceLinks, forgetLinks } from '../links/link-cache.ts';
import {
  type DomainRow,
  findDomain,
  findOtherServer,
  listDomainsToCheck,
  updateDomain,
} from '../store/domains.ts';
import { lockAddress } from '../store/links.ts';
import { lookUp } from './look-up.ts';
import { type Finding, stateAfter } from './rules.ts';

const CHECK_EVERY_MS = 3_000_000;
const LOOKS_AT_ONCE = 10;

/** Looks into the DNS now. @throws Problem 404 */
export async function checkDomain(actor: Actor, config: Config, host: string): Promise<void> {
  authorize(actor, 'links.write');
  await check(config, actor.workspaceId, host);
}

/** Looks at every domain of the installation that was not looked at for an hour. */
export async function checkDomains(config: Config): Promise<void> {
  const due = await listDomainsToCheck(new Date(now().getTime() - CHECK_EVERY_MS));
  for (let from = 0; from < due.length; from += LOOKS_AT_ONCE)
    await Promise.all(
      due
        .slice(from, from + LOOKS_AT_ONCE)
        .map(({ workspaceId, host }) => check(config, workspaceId, host).catch(passOverRemoved)),
    );
}

async function check(config: Config, workspaceId: string, host: string): Promise<void> {
  const domain = await findDomain(workspaceId, host);
  if (!domain) throw notFound('domain');
  const finding = await lookUp(config, domain);
  const hasChanged = await inTransaction(() => keepFinding(workspaceId, host, finding));
  if (hasChanged) forgetLinks(null);
}

/** Who proves a name takes it from whoever has lost the proof, never from who has it. */
async function keepFinding(workspaceId: string, host: string, finding: Finding): Promise<boolean> {
  await lockAddress(host, '');
  const before = await findDomain(workspaceId, host, 'locked');
  if (!before) throw notFound('domain');
  const other = await findOtherServer(workspaceId, host);
  const after = stateAfter(before, finding, other?.status === 'verified', now());
  await updateDomain(workspaceId, host, after);
  if (after.status === 'verified' && other) await giveUp(other.workspaceId, host);
  const hasChanged = isServed(before) !== isServed(after);
  if (hasChanged) await announceLinks();
  return hasChanged;
}

async function giveUp(workspaceId: string, host: string): Promise<void> {
  const lost = await findDomain(workspaceId, host, 'locked');
  if (!lost) return;
  await updateDomain(workspaceId, host, {
    ...lost,
    ...{ status: 'waiting', problem: 'taken', verifiedAt: null, brokenSince: null },
  });
}

function isServed({ status }: Pick<DomainRow, 'status'>): boolean {
  return status !== 'waiting';
}

/** A domain that was removed while the DNS was asked is no failure. */
function passOverRemoved(error: unknown): void {
  const status = (error as { status?: number }).status;
  if (status !== 404) throw error;
}
