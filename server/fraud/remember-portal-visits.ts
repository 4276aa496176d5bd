import { now } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { log } from '../core/log.ts';
import { keyedHash, prefixOf } from '../tracking/index.ts';
import { upsertPortalVisit } from './store/portal-visits.ts';

const MAX_REMEMBERED = 10_000;

/**
 * Keeps from which networks affiliates use their portal, once a day, as the keyed hashes that clicks carry: nothing
 * leads back to an address. Who asks not to be followed is left out, as their clicks are.
 */
export function rememberPortalVisits(app: App, config: Config): void {
  const written = new Set<string>();
  app.addHook('onResponse', (request, _reply, done) => {
    done();
    const isPortal = request.routeOptions.config?.permission === 'portal.use';
    const userId = isPortal && request.actor?.permissions.has('portal.use') ? request.actor.userId : null;
    if (!userId || request.headers['sec-gpc'] === '1') return;
    const { workspaceId } = request.actor;
    const ipPrefix = prefixOf(request.ip);
    if (!ipPrefix) return;
    const ipHash = keyedHash(config.secret, workspaceId, request.ip);
    const today = now().toISOString().slice(0, 10);
    const key = `${today} ${workspaceId} ${userId} ${ipHash}`;
    if (written.has(key)) return;
    if (written.size >= MAX_REMEMBERED) written.clear();
    written.add(key);
    upsertPortalVisit(workspaceId, { userId, ipHash, ipPrefix }, today).catch((error) => {
      written.delete(key);
      log().error({ err: error }, 'the visit of the portal was not kept');
    });
  });
}
