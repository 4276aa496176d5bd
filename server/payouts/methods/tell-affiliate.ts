import { type Affiliate, findAffiliate, type PayoutEmailChanged } from '../../affiliates/index.ts';
import { queueTemplateMail } from '../../core/mail-templates.ts';
import { words } from '../../core/words.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { listMethodsById, type MethodRow, mapMethods } from '../store/methods.ts';
import type { MethodChanged } from './change-method.ts';

export const METHOD_MAIL = 'payout_method_changed';

/** Writes to the affiliate that payouts go elsewhere now: whoever did not do that must hear of it. */
export async function tellAffiliate(
  workspaceId: string,
  { affiliateId, methodId }: MethodChanged,
  publicUrl: string,
): Promise<void> {
  const affiliate = await findAffiliate(workspaceId, affiliateId);
  const [method] = await listMethodsById(workspaceId, [methodId]);
  if (affiliate && method) await write(workspaceId, affiliate, method, publicUrl);
}

/** The same where no way was chosen, and another address stands in from now on. */
export async function tellOfFallback(
  workspaceId: string,
  { affiliateId }: PayoutEmailChanged,
  publicUrl: string,
): Promise<void> {
  const affiliate = await findAffiliate(workspaceId, affiliateId);
  const chosen = await mapMethods(workspaceId, [affiliateId]);
  if (!affiliate || chosen.has(affiliateId)) return;
  const recipient = affiliate.payoutEmail ?? affiliate.email;
  await write(workspaceId, affiliate, { kind: 'paypal', recipient }, publicUrl);
}

async function write(
  workspaceId: string,
  affiliate: Affiliate,
  { kind, recipient }: Pick<MethodRow, 'kind' | 'recipient'>,
  publicUrl: string,
): Promise<void> {
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) return;
  await queueTemplateMail(workspaceId, {
    kind: METHOD_MAIL,
    to: affiliate.email,
    locale: workspace.locale,
    values: {
      person: { name: affiliate.name, firstName: affiliate.name.split(' ')[0] },
      company: { name: workspace.name },
      method: { name: words(workspace.locale, `payouts:method.${kind}`), recipient },
      link: `${publicUrl}/portal/payouts`,
    },
  });
}
