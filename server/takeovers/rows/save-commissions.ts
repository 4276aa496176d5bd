import { giveBackAward, grantAward } from '../../commissions/index.ts';
import type { ImportContext, RowOutcome } from '../../customers/index.ts';
import { platformOf } from '../platforms/platforms.ts';
import type { Takeover } from '../schema.ts';
import { insertItem } from '../store.ts';
import { findOwner } from './find-owner.ts';
import { failed, note } from './outcomes.ts';
import { readAmount } from './read-amount.ts';
import { saveEach } from './save-each.ts';

export interface CommissionRow {
  sourceId: string;
  affiliateId?: string;
  affiliateEmail?: string;
  code?: string;
  decimalAmount?: string;
  minorAmount?: string;
  currency?: string;
  state?: 'open' | 'approved' | 'paid' | 'void';
  isPaid?: boolean;
  paidAt?: Date;
  earnedAt: Date;
  dueAt?: Date;
}

/** Grants what the other platform still owes, each commission once for ever; what is paid or void there is left out. */
export function saveCommissionRows(
  workspaceId: string,
  rows: CommissionRow[],
  context: ImportContext,
): Promise<RowOutcome[]> {
  return saveEach(workspaceId, rows, context, (takeover, row) => saveRow(workspaceId, takeover, row));
}

async function saveRow(workspaceId: string, takeover: Takeover, row: CommissionRow): Promise<RowOutcome> {
  const standing = standingOf(row);
  if (standing === 'unknown') return failed('paidUnknown', {}, row.state ? 'isPaid' : 'state');
  const amount = readAmount(row);
  if ('wrongField' in amount) {
    const { wrongField } = amount;
    return failed('badAmount', { value: row[wrongField] ?? '' }, wrongField);
  }
  const told = (code: string) => [{ code: `takeovers:sum.${code}`, ...amount }];
  if (standing !== 'open')
    return { outcome: 'unchanged', notes: [note(`commission.${standing}`)], sums: told(standing) };
  const owner = await findOwner(workspaceId, takeover, row);
  if (!owner) return failed('ownerUnknown');
  const sourceKey = `takeover:${takeover.platform}:${row.sourceId}`;
  const item = { kind: 'commission', sourceId: row.sourceId, objectId: sourceKey, isMade: true } as const;
  if (!(await insertItem(workspaceId, takeover, item)))
    return { outcome: 'unchanged', notes: [note('known')], sums: told('known') };
  const isNew = await grantAward(workspaceId, {
    ...{ kind: 'custom', sourceKey, affiliateId: owner.id, offerId: takeover.offerId, ...amount },
    ...{ earnedAt: row.earnedAt, releaseAt: row.dueAt ?? row.earnedAt },
    // Figures of another system: a person looks at each before it is paid.
    needsApproval: true,
    reason: {
      code: 'taken_over',
      values: { platform: platformOf(takeover.platform).name, id: row.sourceId },
    },
  });
  if (isNew) return { outcome: 'created', notes: [note('commission.open')], sums: told('open') };
  // An undo took it back: it stands again as it was granted first.
  const source = `takeover:${takeover.id}`;
  await giveBackAward(
    workspaceId,
    { kind: 'custom', sourceKey },
    { source, partMinor: null, at: takeover.createdAt },
  );
  return { outcome: 'updated', notes: [note('commission.again')], sums: told('again') };
}

/** Nothing is granted where a row leaves open whether it was paid. */
function standingOf({ state, isPaid, paidAt }: CommissionRow): 'open' | 'paid' | 'void' | 'unknown' {
  if (state === 'void') return 'void';
  if (paidAt || isPaid || state === 'paid') return 'paid';
  return state === 'open' || isPaid === false ? 'open' : 'unknown';
}
