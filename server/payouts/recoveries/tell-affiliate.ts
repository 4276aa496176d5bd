import { findAffiliate } from '../../affiliates/index.ts';
import { queueTemplateMail } from '../../core/mail-templates.ts';
import { formatMoney } from '../../core/money.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { findRecovery } from '../store/recoveries.ts';
import { readRecoveryTerms } from '../store/recovery-terms.ts';
import type { RecoveryChanged } from './open-recovery.ts';

export const OPENED_MAIL = 'recovery_opened';
export const ENDED_MAIL = 'recovery_ended';

/** Writes to the affiliate what is asked back and how to send it, or that it is settled. */
export async function tellOfRecovery(
  workspaceId: string,
  { recoveryId }: RecoveryChanged,
  { kind, publicUrl }: { kind: typeof OPENED_MAIL | typeof ENDED_MAIL; publicUrl: string },
): Promise<void> {
  const workspace = await findWorkspace(workspaceId);
  const recovery = await findRecovery(workspaceId, recoveryId);
  const affiliate = recovery && (await findAffiliate(workspaceId, recovery.affiliateId));
  if (!workspace || !recovery || !affiliate) return;
  const { howToRepay } = await readRecoveryTerms(workspaceId);
  const money = (amountMinor: number) => formatMoney(amountMinor, recovery.currency, workspace.locale);
  await queueTemplateMail(workspaceId, {
    kind,
    to: affiliate.email,
    locale: workspace.locale,
    values: {
      person: { name: affiliate.name, firstName: affiliate.name.split(' ')[0] },
      company: { name: workspace.name },
      recovery: {
        ...{ amount: money(recovery.amountMinor), repaid: money(recovery.repaidMinor) },
        ...{ state: recovery.state, note: recovery.note ?? '', howToRepay },
      },
      link: `${publicUrl}/portal/payouts`,
    },
  });
}
