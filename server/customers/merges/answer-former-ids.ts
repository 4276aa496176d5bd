import type { App } from '../../core/http/server.ts';
import type { RecordObject } from './held-ids.ts';
import { selectFormer } from './store/former-keys.ts';

const PREFIXES: Record<RecordObject, string> = { account: 'acc_', person: 'per_' };
const FIELDS = new Set(['accountId', 'personId', 'accountIds', 'ids']);
const RECORD_ADDRESS = /^\/api\/v1\/(accounts|people|ranking)\//;

type Holder = Record<string | number, unknown>;

/** Ids of records that were merged away speak of the one that stayed, wherever an address, query or body names one. */
export function answerFormerIds(app: App): void {
  app.addHook('preHandler', async ({ actor, routeOptions, params, query, body }) => {
    if (!actor || !routeOptions.url?.startsWith('/api/v1/')) return;
    const places = [...placesIn(query), ...placesIn(body), ...placesIn(params)];
    const { id } = (params ?? {}) as { id?: unknown };
    if (typeof id === 'string' && RECORD_ADDRESS.test(routeOptions.url))
      places.push({ holder: params as Holder, name: 'id', id });
    for (const object of ['account', 'person'] as const) {
      const own = places.filter((place) => place.id.startsWith(PREFIXES[object]));
      const former = await selectFormer(
        actor.workspaceId,
        object,
        ['id'],
        own.map((place) => place.id),
      );
      for (const { holder, name, id: given } of own) holder[name] = former.get(given)?.recordId ?? given;
    }
  });
}

interface IdPlace {
  holder: Holder;
  name: string | number;
  id: string;
}

function placesIn(part: unknown, isId = false): IdPlace[] {
  if (typeof part !== 'object' || part === null) return [];
  const holder = part as Holder;
  return Object.entries(holder).flatMap(([name, value]): IdPlace[] => {
    const isNamed = isId || FIELDS.has(name);
    if (isNamed && typeof value === 'string') return [{ holder, name, id: value }];
    return placesIn(value, isNamed && Array.isArray(value));
  });
}
