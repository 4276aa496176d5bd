import type { ImportContext, RowOutcome } from '../../customers/index.ts';
import { findReferredCustomer, takeOverCustomers } from '../../tracking/index.ts';
import { Email } from '../../workspace/index.ts';
import { platformOf } from '../platforms/platforms.ts';
import type { Takeover } from '../schema.ts';
import { findItem, insertItem } from '../store.ts';
import { findOwner } from './find-owner.ts';
import { failed, note } from './outcomes.ts';
import { saveEach } from './save-each.ts';

export interface CustomerRow {
  sourceId?: string;
  externalId?: string;
  email?: string;
  name?: string;
  affiliateId?: string;
  affiliateEmail?: string;
  code?: string;
  boundAt?: Date;
}

/**
 * Binds customers to the affiliates who brought them. A customer who is an affiliate's here already stays theirs.
 */
export function saveCustomerRows(
  workspaceId: string,
  rows: CustomerRow[],
  context: ImportContext,
): Promise<RowOutcome[]> {
  return saveEach(workspaceId, rows, context, (takeover, row) =>
    saveRow(workspaceId, takeover, row, context.byName),
  );
}

async function saveRow(
  workspaceId: string,
  takeover: Takeover,
  row: CustomerRow,
  byName: string,
): Promise<RowOutcome> {
  const { data: email } = Email.safeParse(row.email);
  const externalId = row.externalId ?? email;
  if (!externalId) return failed('noCustomer');
  const owner = await findOwner(workspaceId, takeover, row);
  if (!owner) return failed('ownerUnknown');
  const { platform, offerId } = takeover;
  const key = { kind: 'customer', sourceId: row.sourceId ?? externalId } as const;
  if (await findItem(workspaceId, platform, key)) return { outcome: 'unchanged', notes: [note('known')] };
  const known = await findReferredCustomer(workspaceId, { externalId });
  if (known?.affiliateId && known.affiliateId !== owner.id)
    return { outcome: 'unchanged', notes: [note('boundAlready', { customer: externalId })] };
  const customer = {
    ...{ externalId, name: row.name, email, affiliateId: owner.id, offerId },
    at: row.boundAt ?? takeover.createdAt,
  };
  const [leadId = ''] = await takeOverCustomers(workspaceId, platformOf(platform).name, [customer], byName);
  await insertItem(workspaceId, takeover, { ...key, objectId: leadId, isMade: true });
  const notes = [note('bound', { customer: externalId, name: owner.name })];
  return { outcome: known ? 'updated' : 'created', notes };
}
