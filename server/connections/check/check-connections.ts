import { max } from 'date-fns/max';
import { listAffiliates } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { listConnections, listSources } from '../../signals/index.ts';
import { addressOf, findNewest, listLinksByIds } from '../../tracking/index.ts';
import { findLastKeyUse } from '../../workspace/index.ts';
import { listKeys } from '../store/postback-keys.ts';
import type { ConnectionCheck } from './schema.ts';

/** The newest click, lead and sale with the names of whom they came through, and when each way was last heard of. */
export async function checkConnections(actor: Actor, config: Config): Promise<ConnectionCheck> {
  authorize(actor, 'workspace.write');
  const { workspaceId } = actor;
  const { click, lead, sale } = await findNewest(workspaceId);
  const named = [click, lead, sale].flatMap((event) => event?.affiliateId ?? []);
  const names = new Map(
    named.length > 0 ? (await listAffiliates(workspaceId, named)).map(({ id, name }) => [id, name]) : [],
  );
  const nameOf = (event: { affiliateId: string | null }) => names.get(event.affiliateId ?? '') ?? null;
  const [link] = click ? await listLinksByIds(workspaceId, [click.linkId]) : [];
  return {
    publicUrl: config.publicUrl,
    click:
      click && link
        ? { at: click.at, linkUrl: addressOf(config.publicUrl, link), affiliateName: nameOf(click) }
        : null,
    lead: lead && { ...lead, affiliateName: nameOf(lead) },
    sale: sale && { ...sale, affiliateName: nameOf(sale) },
    heard: await findLastHeard(actor, config),
  };
}

async function findLastHeard(actor: Actor, config: Config): Promise<ConnectionCheck['heard']> {
  const [keys, billing, sources, postbacks] = await Promise.all([
    findLastKeyUse(actor.workspaceId),
    listConnections(actor, config),
    listSources(actor.workspaceId),
    listKeys(actor.workspaceId),
  ]);
  const lastCallOf = (wanted: 'postback' | 'pixel') =>
    latestOf(postbacks.filter(({ kind }) => kind === wanted).map(({ lastCalledAt }) => lastCalledAt));
  return {
    publishableKey: keys.publishable,
    secretKey: keys.secret,
    billing: latestOf(billing.map(({ lastReceivedAt }) => lastReceivedAt)),
    source: latestOf(sources.map(({ lastReceivedAt }) => lastReceivedAt)),
    postback: lastCallOf('postback'),
    pixel: lastCallOf('pixel'),
  };
}

function latestOf(moments: (Date | null)[]): Date | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length > 0 ? max(known) : null;
}
