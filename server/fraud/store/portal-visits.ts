import { db } from '../../core/db.ts';

interface PortalVisit {
  userId: string;
  ipHash: string;
  ipPrefix: string;
}

export async function upsertPortalVisit(
  workspaceId: string,
  visit: PortalVisit,
  lastSeenOn: string,
): Promise<void> {
  await db()
    .insertInto('fraud.portalVisits')
    .values({ workspaceId, ...visit, lastSeenOn })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'userId', 'ipHash']).doUpdateSet({ lastSeenOn }),
    )
    .execute();
}

/** Since a day, by user. */
export async function mapPortalVisits(
  workspaceId: string,
  since: string,
): Promise<Map<string, PortalVisit[]>> {
  const rows = await db()
    .selectFrom('fraud.portalVisits')
    .select(['userId', 'ipHash', 'ipPrefix'])
    .where('workspaceId', '=', workspaceId)
    .where('lastSeenOn', '>=', since)
    .orderBy('ipHash')
    .execute();
  return Map.groupBy(rows, ({ userId }) => userId);
}

/** What was last seen before a day. */
export async function deletePortalVisits(workspaceId: string, before: string): Promise<void> {
  await db()
    .deleteFrom('fraud.portalVisits')
    .where('workspaceId', '=', workspaceId)
    .where('lastSeenOn', '<', before)
    .execute();
}
