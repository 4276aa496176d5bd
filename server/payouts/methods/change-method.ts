import { getOwnAffiliate } from '../../affiliates/index.ts';
import type { Actor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { seal, unseal } from '../../core/vault.ts';
import { audit } from '../../workspace/index.ts';
import { listMethods, lockMethods, type MethodRow, replaceMethod } from '../store/methods.ts';
import { maskAccount } from './rules.ts';
import type { AffiliateMethods, NewMethod } from './schema.ts';
import { viewMethods } from './view-methods.ts';

/** What `payout.method_changed` tells. */
export interface MethodChanged {
  affiliateId: string;
  methodId: string;
}

/** The signed-in affiliate says how to be paid from now on. The same again changes nothing. */
export async function changeOwnMethod(actor: Actor, wanted: NewMethod): Promise<AffiliateMethods> {
  return inTransaction(async () => {
    const affiliate = await getOwnAffiliate(actor);
    const { workspaceId } = actor;
    await lockMethods(workspaceId, affiliate.id);
    const [newest] = await listMethods(workspaceId, affiliate.id);
    if (newest && isSame(workspaceId, newest, wanted)) return viewMethods(workspaceId, affiliate);
    const method = { ...rowOf(workspaceId, wanted), affiliateId: affiliate.id, createdAt: actor.now };
    await replaceMethod(workspaceId, method);
    await audit(actor, {
      action: 'payout_method.changed',
      objectType: 'affiliate',
      objectId: affiliate.id,
      before: newest ? { kind: newest.kind, recipient: newest.recipient } : null,
      after: { kind: method.kind, recipient: method.recipient },
    });
    const changed = { affiliateId: affiliate.id, methodId: method.id };
    await emit<MethodChanged>(workspaceId, 'payout.method_changed', changed);
    return viewMethods(workspaceId, affiliate);
  });
}

function isSame(workspaceId: string, method: MethodRow, wanted: NewMethod): boolean {
  const { account, ...shown } = partsOf(wanted);
  return (
    accountOf(workspaceId, method) === account &&
    Object.entries(shown).every(([name, value]) => method[name as keyof typeof shown] === value)
  );
}

function rowOf(workspaceId: string, wanted: NewMethod) {
  const id = newId('pm');
  const { account, ...shown } = partsOf(wanted);
  return { ...shown, id, sealedAccount: account === null ? null : seal(account, contextOf(workspaceId, id)) };
}

function partsOf(wanted: NewMethod) {
  const { kind } = wanted;
  if (kind === 'paypal') {
    return { kind, recipient: wanted.email, account: null, holder: null, bic: null, country: null };
  }
  const { holder } = wanted;
  const account = wanted.iban ?? null;
  const recipient = account ? maskAccount(account) : ((kind === 'wise' ? wanted.email : null) ?? '');
  if (kind === 'wise') return { kind, recipient, account, holder, bic: null, country: null };
  return { kind, recipient, account, holder, bic: wanted.bic ?? null, country: wanted.country };
}

function contextOf(workspaceId: string, methodId: string): string {
  return `${workspaceId} ${methodId}`;
}

/** The whole account number, for the files of a payout only; null where there is none. */
export function accountOf(
  workspaceId: string,
  { id, sealedAccount }: Pick<MethodRow, 'id' | 'sealedAccount'>,
): string | null {
  return sealedAccount === null ? null : unseal(sealedAccount, contextOf(workspaceId, id));
}
