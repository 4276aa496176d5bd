import { getOwnAffiliate, listOffers, listRecruits } from '../../affiliates/index.ts';
import type { Actor } from '../../core/actor.ts';
import type { Config } from '../../core/config.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { sayRecruitReward } from '../plans/plan-sentence.ts';
import { versionAt } from '../plans/version-at.ts';
import { listPlanRows } from '../store/plans.ts';
import { sumRecruitEarnings } from '../store/recruits.ts';
import type { OwnRecruits } from './schema.ts';

/** Whom the signed-in affiliate invited, what that brought them, and how to invite. @throws Problem 403 for staff. */
export async function viewOwnRecruits(actor: Actor, config: Config): Promise<OwnRecruits> {
  const { workspaceId, locale } = actor;
  const { id, status } = await getOwnAffiliate(actor);
  const workspace = await findWorkspace(workspaceId);
  const recruits = await listRecruits(workspaceId, id);
  const earned = await sumRecruitEarnings(workspaceId, id);
  const offers = await listOffers(workspaceId);
  const isOpen = status === 'active' && offers.some((offer) => offer.isOpen && offer.status === 'active');
  return {
    inviteUrl: workspace && isOpen ? `${config.publicUrl}/program/${workspace.slug}?via=${id}` : null,
    promises: await listPromises(workspaceId, actor.now, locale),
    data: recruits.map((recruit) => ({
      ...{ id: recruit.id, name: recruit.name, recruitedAt: recruit.recruitedAt },
      isActive: recruit.status === 'active',
      earned: earned.flatMap(({ recruitId, ...sum }) => (recruitId === recruit.id ? [sum] : [])),
    })),
  };
}

async function listPromises(workspaceId: string, now: Date, locale: string): Promise<string[]> {
  const plans = (await listPlanRows(workspaceId)).filter(({ archivedAt }) => archivedAt === null);
  const said = plans.flatMap(({ versions }) => sayRecruitReward(versionAt(versions, now), locale) ?? []);
  return [...new Set(said)];
}
