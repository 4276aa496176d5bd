import type { Config } from '../core/config.ts';
import { queueTemplateMail } from '../core/mail-templates.ts';
import { ensureIdentity, findWorkspace, upsertMember } from '../workspace/index.ts';
import { firstName } from './rules.ts';
import type { Affiliate } from './schema/affiliate.ts';
import { updateAffiliate } from './store/affiliates.ts';

/** Lets an affiliate sign in to the portal. Somebody who signs in already keeps their password and role. */
export async function openPortal(
  workspaceId: string,
  affiliate: Affiliate,
  password?: string,
): Promise<Affiliate> {
  if (affiliate.userId) return affiliate;
  const userId = await ensureIdentity({ email: affiliate.email, name: affiliate.name, password });
  await upsertMember(workspaceId, userId, 'affiliate');
  await updateAffiliate(workspaceId, affiliate.id, { userId });
  return { ...affiliate, userId };
}

/** Tells an affiliate that they may begin, and where. */
export async function mailApproval(workspaceId: string, config: Config, affiliate: Affiliate): Promise<void> {
  const workspace = await findWorkspace(workspaceId);
  await queueTemplateMail(workspaceId, {
    kind: 'affiliate_approved',
    to: affiliate.email,
    locale: workspace?.locale ?? 'en',
    values: {
      person: { name: affiliate.name, firstName: firstName(affiliate.name) },
      company: { name: workspace?.name ?? '' },
      link: `${config.publicUrl}/portal`,
    },
  });
}
