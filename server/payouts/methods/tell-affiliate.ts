import { findAffiliate } from '../../affiliates/index.ts';
import { queueTemplateMail } from '../../core/mail-templates.ts';
import { words } from '../../core/words.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { listMethodsById } from '../store/methods.ts';
import type { MethodChanged } from './change-method.ts';

export const METHOD_MAIL = 'payout_method_changed';

/** Writes to the affiliate that payouts go elsewhere now: whoever did not do that must hear of it. */
export async function tellAffiliate(
  workspaceId: string,
  { affiliateId, methodId }: MethodChanged,
  publicUrl: string,
): Promise<void> {
  const workspace = await findWorkspace(workspaceId);
  const affiliate = await findAffiliate(workspaceId, affiliateId);
  const [method] = await listMethodsById(workspaceId, [methodId]);
  if (!workspace || !affiliate || !method) return;
  await queueTemplateMail(workspaceId, {
    kind: METHOD_MAIL,
    to: affiliate.email,
    locale: workspace.locale,
    values: {
      person: { name: affiliate.name, firstName: affiliate.name.split(' ')[0] },
      company: { name: workspace.name },
      method: {
        name: words(workspace.locale, `payouts:method.${method.kind}`),
        recipient: method.recipient,
      },
      link: `${publicUrl}/portal/payouts`,
    },
  });
}
