import { listAffiliates } from '../affiliates/index.ts';
import { queueTemplateMail } from '../core/mail-templates.ts';
import { formatMoney } from '../core/money.ts';
import { findWorkspace } from '../workspace/index.ts';
import type { PayoutPaid } from './pay-payout.ts';
import { listLines } from './store/lines.ts';
import { findPayout } from './store/payouts.ts';

export const PAYOUT_MAIL = 'payout_sent';
export const RETURN_MAIL = 'payout_returned';

/**
 * Writes to every affiliate whose line was paid, or came back. The addresses are read anew: they may have changed since.
 */
export async function tellAffiliates(
  workspaceId: string,
  paid: PayoutPaid,
  { kind, publicUrl }: { kind: typeof PAYOUT_MAIL | typeof RETURN_MAIL; publicUrl: string },
): Promise<void> {
  const workspace = await findWorkspace(workspaceId);
  const payout = await findPayout(workspaceId, paid.payoutId);
  if (!workspace || !payout) return;
  const told = new Set(paid.lineIds);
  const lines = (await listLines(workspaceId, paid.payoutId)).filter((line) => told.has(line.id));
  const affiliates = await listAffiliates(
    workspaceId,
    lines.map((line) => line.affiliateId),
  );
  const byId = new Map(affiliates.map((affiliate) => [affiliate.id, affiliate]));
  for (const line of lines) {
    const affiliate = byId.get(line.affiliateId);
    if (!affiliate) continue;
    await queueTemplateMail(workspaceId, {
      kind,
      to: affiliate.email,
      locale: workspace.locale,
      values: {
        person: { name: affiliate.name, firstName: affiliate.name.split(' ')[0] },
        company: { name: workspace.name },
        payout: {
          amount: formatMoney(line.amountMinor, payout.currency, workspace.locale),
          recipient: line.recipient,
          reference: line.reference,
          reason: line.returnedBecause ?? '',
        },
        link: `${publicUrl}/portal/payouts`,
      },
    });
  }
}
