import { db } from '../../core/db.ts';
import type { HealthProfile } from '../schema/health.ts';

export interface ProfileVersion {
  version: number;
  profiles: HealthProfile[];
  savedBy: string;
  savedAt: Date;
}

/** The profiles as they were last saved, or in one earlier version; null where none were saved. */
export async function findProfileVersion(
  workspaceId: string,
  version?: number,
): Promise<ProfileVersion | null> {
  let select = db()
    .selectFrom('success.healthProfileVersions')
    .select(['version', 'profiles', 'savedBy', 'savedAt'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('version', 'desc')
    .limit(1);
  if (version !== undefined) select = select.where('version', '=', version);
  const row = await select.executeTakeFirst();
  return row ? { ...row, profiles: row.profiles as HealthProfile[] } : null;
}

export async function insertProfileVersion(workspaceId: string, saved: ProfileVersion): Promise<void> {
  await db()
    .insertInto('success.healthProfileVersions')
    .values({ workspaceId, ...saved, profiles: JSON.stringify(saved.profiles) })
    .execute();
}

/** The company's own gross margin, 0–1; null where it was never set. */
export async function findGrossMargin(workspaceId: string): Promise<number | null> {
  const row = await db()
    .selectFrom('success.settings')
    .select('grossMargin')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return row?.grossMargin ?? null;
}

export async function upsertGrossMargin(workspaceId: string, grossMargin: number, at: Date): Promise<void> {
  await db()
    .insertInto('success.settings')
    .values({ workspaceId, grossMargin, updatedAt: at })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet({ grossMargin, updatedAt: at }))
    .execute();
}
