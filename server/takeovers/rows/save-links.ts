import type { ImportContext, RowOutcome } from '../../customers/index.ts';
import type { Takeover } from '../schema.ts';
import { codeOf } from './codes.ts';
import { findOwner } from './find-owner.ts';
import { keepCode } from './keep-code.ts';
import { failed, note } from './outcomes.ts';
import { saveEach } from './save-each.ts';

export interface LinkRow {
  sourceId?: string;
  affiliateId?: string;
  affiliateEmail?: string;
  code?: string;
  url?: string;
  destination?: string;
}

/** Reserves the codes of links to their affiliates. Where a link led is the offer's to say here. */
export function saveLinkRows(
  workspaceId: string,
  rows: LinkRow[],
  context: ImportContext,
): Promise<RowOutcome[]> {
  return saveEach(workspaceId, rows, context, (takeover, row) => saveRow(workspaceId, takeover, row));
}

async function saveRow(workspaceId: string, takeover: Takeover, row: LinkRow): Promise<RowOutcome> {
  const code = codeOf(row.code) ?? codeOf(row.url);
  const { affiliateId, affiliateEmail } = row;
  const owner = await findOwner(workspaceId, takeover, { affiliateId, affiliateEmail });
  if (!code) return failed('noCode');
  if (!owner) return failed('ownerUnknown');
  const told = await keepCode(workspaceId, takeover, owner.id, code);
  const isMade = told?.code === 'takeovers:note.code';
  const notes = [told ?? note('codeKnown', { code, name: owner.name })];
  return { outcome: isMade ? 'created' : 'unchanged', notes };
}
