import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit } from '../../workspace/index.ts';
import { queueRefresh } from '../refresh/queue-refresh.ts';
import type { HealthProfile, HealthProfilesView } from '../schema/health.ts';
import { findProfileVersion, insertProfileVersion } from '../store/settings.ts';
import { lockRefresh } from '../store/standards.ts';
import { viewProfiles } from './read-profiles.ts';

/** Saves the ordered profiles as a new version and scores everybody again in the background. */
export async function saveProfiles(actor: Actor, profiles: HealthProfile[]): Promise<HealthProfilesView> {
  authorize(actor, 'success.write');
  const { workspaceId, name, now } = actor;
  return inTransaction(async () => {
    // Two who save at once follow one another, so that no version is written twice.
    await lockRefresh(workspaceId);
    const before = await findProfileVersion(workspaceId);
    const version = (before?.version ?? 0) + 1;
    await insertProfileVersion(workspaceId, { version, profiles, savedBy: name, savedAt: now });
    await audit(actor, {
      action: 'health_profiles.saved',
      objectType: 'health_profiles',
      objectId: workspaceId,
      before: before && { version: before.version, profiles: before.profiles },
      after: { version, profiles },
    });
    await queueRefresh(workspaceId);
    return viewProfiles(workspaceId, actor.locale);
  });
}
