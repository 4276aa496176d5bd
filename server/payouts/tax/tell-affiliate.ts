import { findAffiliate } from '../../affiliates/index.ts';
import { queueTemplateMail } from '../../core/mail-templates.ts';
import { findWorkspace } from '../../workspace/index.ts';
import type { TaxChanged } from './change-tax.ts';

export const TAX_MAIL = 'tax_data_changed';

/** Writes to the affiliate that their tax data are others now: whoever did not do that must hear of it. */
export async function tellOfTax(
  workspaceId: string,
  { affiliateId }: TaxChanged,
  publicUrl: string,
): Promise<void> {
  const workspace = await findWorkspace(workspaceId);
  const affiliate = await findAffiliate(workspaceId, affiliateId);
  if (!workspace || !affiliate) return;
  await queueTemplateMail(workspaceId, {
    kind: TAX_MAIL,
    to: affiliate.email,
    locale: workspace.locale,
    values: {
      person: { name: affiliate.name, firstName: affiliate.name.split(' ')[0] },
      company: { name: workspace.name },
      link: `${publicUrl}/portal/tax`,
    },
  });
}
