import { randomBytes } from 'node:crypto';
import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { announceLinks, forgetLinks } from '../links/link-cache.ts';
import type { Domain } from '../schema/domain.ts';
import { countLinksByDomain, deleteDomain, findDomain, insertDomain } from '../store/domains.ts';
import { listDomainsWithRecords } from './list-domains.ts';

const TOKEN_BYTES = 16;

/** Takes a host name in; added again, it is the one that is there. @throws Problem 422 for our own name. */
export async function addDomain(actor: Actor, config: Config, host: string): Promise<Domain> {
  authorize(actor, 'links.write');
  if (host === new URL(config.publicUrl).hostname) throw invalidField('host', 'is Goodword’s own address');
  await inTransaction(async () => {
    const token = randomBytes(TOKEN_BYTES).toString('hex');
    if (!(await insertDomain(actor.workspaceId, host, token))) return;
    await audit(actor, { action: 'link_domain.added', objectType: 'link_domain', objectId: host });
  });
  return getDomain(actor.workspaceId, config, host);
}

/** @throws Problem 404; 409 `domain_has_links` while links on it are in use. */
export async function removeDomain(actor: Actor, host: string): Promise<void> {
  authorize(actor, 'links.write');
  await inTransaction(async () => {
    if (!(await findDomain(actor.workspaceId, host, 'locked'))) throw notFound('domain');
    if ((await countLinksByDomain(actor.workspaceId)).has(host))
      throw conflict('domain_has_links', 'Links on this domain are in use. Archive them first.');
    await deleteDomain(actor.workspaceId, host);
    await audit(actor, { action: 'link_domain.removed', objectType: 'link_domain', objectId: host });
    await announceLinks();
  });
  forgetLinks(null);
}

/** @throws Problem 404 */
export async function getDomain(workspaceId: string, config: Config, host: string): Promise<Domain> {
  const domain = (await listDomainsWithRecords(workspaceId, config)).find((each) => each.host === host);
  if (!domain) throw notFound('domain');
  return domain;
}
