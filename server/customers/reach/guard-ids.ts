import type { App } from '../../core/http/server.ts';
import { refuseBeyondReach } from './reach.ts';

const KINDS = [
  { object: 'account', id: /^acc_[0-9a-f]{32}$/ },
  { object: 'person', id: /^per_[0-9a-f]{32}$/ },
] as const;

/**
 * Whoever reaches some records only finds no other one under any address, in any query or body of any room: one check
 * for them all, before the route's act. The record that a changing address names must be theirs to change.
 */
export function guardIds(app: App): void {
  app.addHook('preHandler', async ({ actor, method, routeOptions, params, query, body }) => {
    if (!actor?.rows || !routeOptions.url?.startsWith('/api/v1/')) return;
    const named = textsIn(params);
    const told = textsIn([query, body]);
    for (const { object, id } of KINDS) {
      const ofKind = (texts: string[]) => texts.filter((text) => id.test(text));
      await refuseBeyondReach(actor, { object, ids: ofKind(named), to: method === 'GET' ? 'read' : 'edit' });
      await refuseBeyondReach(actor, { object, ids: ofKind(told), to: 'read' });
    }
  });
}

/** Every text within, at any depth. */
function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  if (typeof part !== 'object' || part === null) return [];
  return Object.values(part).flatMap(textsIn);
}
