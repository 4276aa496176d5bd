import { listAffiliates } from '../../affiliates/index.ts';

const MAX_AGE_MS = 1_000;
const MAX_KNOWN = 10_000;

export interface Standing {
  /** May earn a credit now. */
  isActive(affiliateId: string): boolean;
  nameOf(affiliateId: string): string;
}

const known = new Map<string, { isActive: boolean; name: string; readAt: number }>();

/**
 * Who the affiliates are, at most a second old.
 * @param credited affiliates who have earned a credit for this customer before: they keep it when events are
 * decided anew, whatever became of them since.
 */
export async function readStanding(
  workspaceId: string,
  affiliateIds: Iterable<string>,
  credited: ReadonlySet<string> = new Set(),
): Promise<Standing> {
  const readAt = Date.now();
  const missing = [...new Set(affiliateIds)].filter((id) => {
    const entry = known.get(`${workspaceId} ${id}`);
    return !entry || readAt - entry.readAt >= MAX_AGE_MS;
  });
  if (missing.length > 0) {
    if (known.size > MAX_KNOWN) known.clear();
    for (const { id, name, status } of await listAffiliates(workspaceId, missing))
      known.set(`${workspaceId} ${id}`, { isActive: status === 'active', name, readAt });
  }
  return {
    isActive: (id) => credited.has(id) || known.get(`${workspaceId} ${id}`)?.isActive === true,
    nameOf: (id) => known.get(`${workspaceId} ${id}`)?.name ?? id,
  };
}

/** An affiliate has changed in this process. */
export function forgetStanding(): void {
  known.clear();
}
