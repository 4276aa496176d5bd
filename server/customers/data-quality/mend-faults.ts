import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, notFound, Problem } from '../../core/problem.ts';
import { changeAccount } from '../accounts/change-account.ts';
import { getAccount } from '../accounts/read-accounts.ts';
import { changeDeal } from '../deals/change-deal.ts';
import { getDeal } from '../deals/read-deals.ts';
import { changePerson } from '../people/change-person.ts';
import { getPerson } from '../people/read-people.ts';
import { FAULTS, type FaultKey, type FaultObject, type MendedField, PERMISSIONS } from './rules.ts';
import type { Mending, UndoneMending } from './schema.ts';
import { selectMendable } from './store/faults.ts';
import { holdMending, insertMending, lockMending, type MendedRecord, markUndone } from './store/mendings.ts';
import { lookOf } from './view-data-quality.ts';

type Values = Record<string, unknown>;

/** How the records of a kind are read and changed, each by the act that people use too. */
const RECORDS: Record<
  FaultObject,
  {
    read(actor: Actor, id: string): Promise<object>;
    change(actor: Actor, id: string, change: Values): Promise<unknown>;
  }
> = {
  account: { read: getAccount, change: changeAccount },
  person: { read: getPerson, change: changePerson },
  deal: { read: getDeal, change: changeDeal },
};

/**
 * Gives each of these records what is suggested for it now; all or none. One that has the fault no more stays as it is,
 * so that asking twice mends once. Audited and told as any other change.
 * @throws Problem 409 for a fault of which nothing can be suggested, and when a record would double another.
 */
export async function mendFaults(actor: Actor, fault: FaultKey, ids: string[]): Promise<Mending> {
  const { mends, object } = FAULTS[fault];
  authorize(actor, `${PERMISSIONS[object]}.write`);
  if (mends === null) throw conflict('not_mendable', 'Only a person can know what is right here.');
  const look = await lookOf(actor);
  return inTransaction(async () => {
    await holdMending(actor.workspaceId, fault);
    const changes: MendedRecord[] = [];
    for (const { id, suggested } of await selectMendable(fault, look, ids)) {
      const before = fieldOf(await RECORDS[object].read(actor, id), mends);
      const after = suggested as string;
      await RECORDS[object].change(actor, id, { [mends]: after });
      changes.push({ id, before, after });
    }
    if (changes.length === 0) return { id: null, mendedCount: 0 };
    const mending = { id: newId('men'), fault, changes };
    await insertMending(actor.workspaceId, { ...mending, mendedBy: actor.id, mendedAt: actor.now });
    return { id: mending.id, mendedCount: changes.length };
  });
}

function fieldOf(record: object, field: MendedField): string | null {
  return ((record as Values)[field] as string | null | undefined) ?? null;
}

/** Puts back what stood there, where it was not changed since. @throws Problem 404; 409 when it is undone already. */
export async function undoMending(actor: Actor, id: string): Promise<UndoneMending> {
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const mending = await lockMending(workspaceId, id);
    if (!mending) throw notFound('mending');
    authorize(actor, `${PERMISSIONS[FAULTS[mending.fault].object]}.write`);
    if (mending.undoneAt) throw conflict('undone_already', 'This was put back already.');
    let restoredCount = 0;
    for (const change of mending.changes) if (await restore(actor, mending.fault, change)) restoredCount += 1;
    await markUndone(workspaceId, id, actor.now);
    return { restoredCount };
  });
}

/** A record may be gone, or beyond reach by now. */
function nullWhereGone(error: unknown): null {
  if (error instanceof Problem && error.status === 404) return null;
  throw error;
}

async function restore(actor: Actor, fault: FaultKey, { id, before, after }: MendedRecord): Promise<boolean> {
  const { mends, object } = FAULTS[fault];
  const record = await RECORDS[object].read(actor, id).catch(nullWhereGone);
  if (mends === null || !record || fieldOf(record, mends) !== after) return false;
  await RECORDS[object].change(actor, id, { [mends]: before });
  return true;
}
