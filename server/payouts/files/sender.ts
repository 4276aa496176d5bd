import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { seal, unseal } from '../../core/vault.ts';
import { audit } from '../../workspace/index.ts';
import { maskAccount } from '../methods/rules.ts';
import { findSender, upsertSender } from '../store/senders.ts';
import type { Sender, SenderChange } from './sender-schema.ts';

/** The company's own account, masked; null while none is set. */
export async function viewSender(actor: Actor): Promise<{ sender: Sender | null }> {
  authorize(actor, 'payouts.read');
  const row = await findSender(actor.workspaceId);
  if (!row) return { sender: null };
  const { sealedAccount: _sealed, ...sender } = row;
  return { sender };
}

export async function changeSender(
  actor: Actor,
  { name, iban, bic }: SenderChange,
): Promise<{ sender: Sender | null }> {
  authorize(actor, 'payouts.approve');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const before = await viewSender(actor);
    const shown = { name, account: maskAccount(iban), bic: bic ?? null };
    const sealedAccount = seal(iban, contextOf(workspaceId));
    await upsertSender(workspaceId, { ...shown, sealedAccount, updatedAt: actor.now });
    const change = { objectType: 'payout_sender', objectId: workspaceId, before, after: shown };
    await audit(actor, { action: 'payout_sender.changed', ...change });
    return viewSender(actor);
  });
}

/** With the whole account number, for the file to the bank only. */
export async function findSenderAccount(workspaceId: string) {
  const row = await findSender(workspaceId);
  return row && { name: row.name, bic: row.bic, iban: unseal(row.sealedAccount, contextOf(workspaceId)) };
}

function contextOf(workspaceId: string): string {
  return `${workspaceId} sender`;
}
