import type { App } from '../../core/http/server.ts';
import { auditView } from '../audit.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What kind of record the answer shows whole, named by `id` in the address: kept in the log who saw it. */
    shows?: 'account' | 'person' | 'deal' | 'affiliate';
  }
}

/** Keeps who saw which record, before they see it: what nobody could write down is not shown. */
export function noteViews(app: App): void {
  app.addHook('preSerialization', async ({ actor, routeOptions, params }, reply, shown) => {
    const objectType = routeOptions.config.shows;
    if (!objectType || reply.statusCode !== 200) return;
    const { id } = params as { id: string };
    const { name, email } = shown as { name?: string | null; email?: string | null };
    await auditView(actor, { objectType, objectId: id, name: name || email || null });
  });
}
