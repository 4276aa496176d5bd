import { db } from '../../core/db.ts';

/** A score set by hand, until it expires. */
export interface Override {
  accountId: string;
  score: number;
  reason: string;
  author: string;
  at: Date;
  expiresAt: Date;
}

/** How it feels to who knows the customer, until it expires. */
export interface PulseRow {
  accountId: string;
  value: number;
  note: string | null;
  author: string;
  at: Date;
  expiresAt: Date;
}

/** Those that have not expired at `at`. */
export async function selectOverrides(
  workspaceId: string,
  accountIds: string[],
  at: Date,
): Promise<Override[]> {
  return db()
    .selectFrom('success.healthOverrides')
    .select(['accountId', 'score', 'reason', 'author', 'at', 'expiresAt'])
    .where('workspaceId', '=', workspaceId)
    .where('expiresAt', '>', at)
    .where('accountId', '=', (eb) => eb.fn.any(eb.val(accountIds)))
    .execute();
}

export async function upsertOverride(workspaceId: string, override: Override): Promise<void> {
  await db()
    .insertInto('success.healthOverrides')
    .values({ workspaceId, ...override })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'accountId']).doUpdateSet(override))
    .execute();
}

/** @returns false where there was none. */
export async function deleteOverride(workspaceId: string, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await db()
    .deleteFrom('success.healthOverrides')
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Those that have not expired at `at`. */
export async function selectPulses(workspaceId: string, accountIds: string[], at: Date): Promise<PulseRow[]> {
  return db()
    .selectFrom('success.healthPulses')
    .select(['accountId', 'value', 'note', 'author', 'at', 'expiresAt'])
    .where('workspaceId', '=', workspaceId)
    .where('expiresAt', '>', at)
    .where('accountId', '=', (eb) => eb.fn.any(eb.val(accountIds)))
    .execute();
}

export async function upsertPulse(workspaceId: string, pulse: PulseRow): Promise<void> {
  await db()
    .insertInto('success.healthPulses')
    .values({ workspaceId, ...pulse })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'accountId']).doUpdateSet(pulse))
    .execute();
}

/** @returns false where there was none. */
export async function deletePulse(workspaceId: string, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await db()
    .deleteFrom('success.healthPulses')
    .where('workspaceId', '=', workspaceId)
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
