import { findAffiliate } from '../../affiliates/index.ts';
import type { Config } from '../../core/config.ts';
import { queueTemplateMail } from '../../core/mail-templates.ts';
import { findWorkspace, listMembers } from '../../workspace/index.ts';
import type { ReceiverRow } from '../store/receivers.ts';

export const SWITCHED_OFF_MAIL = 'receiver_switched_off';

/** Writes to whoever can mend it: the owners of the workspace, or the affiliate whose tracker it is. */
export async function tellSwitchedOff(
  workspaceId: string,
  config: Config,
  receiver: ReceiverRow,
): Promise<void> {
  const workspace = await findWorkspace(workspaceId);
  const path = receiver.affiliateId ? '/portal/postbacks' : `/settings/webhooks/${receiver.id}`;
  for (const to of await addresseesOf(workspaceId, receiver.affiliateId))
    await queueTemplateMail(workspaceId, {
      kind: SWITCHED_OFF_MAIL,
      to,
      locale: workspace?.locale ?? 'en',
      values: {
        company: { name: workspace?.name ?? '' },
        address: receiver.url,
        link: `${config.publicUrl}${path}`,
      },
    });
}

async function addresseesOf(workspaceId: string, affiliateId: string | null): Promise<string[]> {
  if (affiliateId) {
    const affiliate = await findAffiliate(workspaceId, affiliateId);
    return affiliate ? [affiliate.email] : [];
  }
  const members = await listMembers(workspaceId);
  return members.filter(({ role }) => role === 'owner').map(({ email }) => email);
}
