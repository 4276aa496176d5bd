import { findAffiliate, firstName } from '../../affiliates/index.ts';
import { now } from '../../core/clock.ts';
import { queueTemplateMail } from '../../core/mail-templates.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { listRewardRows } from '../store/listed-rewards.ts';
import { sayReward, sayWhy } from './list-rewards.ts';

export const REWARD_MAIL = 'reward_given';

/** Writes to the affiliate what was given, once for each time it was given; not where that was undone meanwhile. */
export async function tellOfReward(workspaceId: string, rewardId: string, publicUrl: string): Promise<void> {
  const workspace = await findWorkspace(workspaceId);
  const [reward] = await listRewardRows(workspaceId, [rewardId], now());
  const affiliate = reward && (await findAffiliate(workspaceId, reward.affiliateId));
  if (!workspace || !affiliate || reward.state !== 'given') return;
  const { locale } = workspace;
  await queueTemplateMail(workspaceId, {
    kind: REWARD_MAIL,
    to: affiliate.email,
    locale,
    values: {
      person: { name: affiliate.name, firstName: firstName(affiliate.name) },
      company: { name: workspace.name },
      reward: {
        ...{ what: sayReward(reward, locale), why: sayWhy(reward, locale) },
        ...{ note: reward.note ?? '', code: reward.code ?? '' },
      },
      link: `${publicUrl}/portal/rewards`,
    },
  });
}
