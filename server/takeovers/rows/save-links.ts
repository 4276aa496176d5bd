import type { ImportContext, RowOutcome } from '../../customers/index.ts';
import { findTakeoverOfImport } from '../store.ts';
import { codeOf } from './codes.ts';
import { findOwner } from './find-owner.ts';
import { keepCode } from './keep-code.ts';
import { failed, note } from './outcomes.ts';

export interface LinkRow {
  sourceId?: string;
  affiliateId?: string;
  affiliateEmail?: string;
  code?: string;
  url?: string;
  destination?: string;
}

/** Reserves the codes of links to their affiliates. Where a link led is the offer's to say here. */
export async function saveLinkRows(
  workspaceId: string,
  rows: LinkRow[],
  { runId }: ImportContext,
): Promise<RowOutcome[]> {
  const takeover = await findTakeoverOfImport(workspaceId, runId);
  if (!takeover) return rows.map(() => failed('noTakeover'));
  const outcomes: RowOutcome[] = [];
  for (const row of rows) {
    const code = codeOf(row.code) ?? codeOf(row.url);
    const owner = await findOwner(workspaceId, takeover, {
      affiliateId: row.affiliateId,
      affiliateEmail: row.affiliateEmail,
    });
    if (!code) outcomes.push(failed('noCode'));
    else if (!owner) outcomes.push(failed('ownerUnknown'));
    else {
      const told = await keepCode(workspaceId, takeover, owner.id, code);
      const isMade = told?.code === 'takeovers:note.code';
      const outcome = isMade ? 'created' : 'unchanged';
      outcomes.push({ outcome, notes: [told ?? note('codeKnown', { code, name: owner.name })] });
    }
  }
  return outcomes;
}
