import { hash } from 'node:crypto';
import { inTransaction } from '../../core/db.ts';
import { type Calendar, readCalendar } from '../calendar.ts';
import { markChanged } from '../changes.ts';
import type { UsageInput } from '../schema/inputs.ts';
import { addUsage, correctUsage, type UsageRow } from '../store/usage.ts';
import { type Located, locate } from './locate.ts';
import { failed, type RowOutcome } from './outcomes.ts';
import { naturalId } from './save-facts.ts';

/** Imported rows are one source, whatever file they came in. */
const IMPORT_SOURCE = 'import';

/**
 * Adds daily counts and single uses to the raw events and the roll-up in one transaction. A row that is told again
 * changes nothing; told with other figures it is corrected, by the difference. Up to 10,000 rows a call.
 */
export async function recordUsage(workspaceId: string, rows: UsageInput[]): Promise<RowOutcome[]> {
  return inTransaction(async () => {
    const { located, outcomes } = await locate(workspaceId, rows, refuse);
    if (located.length === 0) return outcomes;
    const calendar = await readCalendar(workspaceId);
    const usage = lastOfEachKey(located.map((row) => toUsage(row, calendar)));
    const added = await addUsage(workspaceId, calendar.timeZone, usage);
    const isNew = new Set(added.ordinals);
    const known = usage.filter(({ ordinal }) => !isNew.has(ordinal));
    const corrected =
      known.length > 0
        ? await correctUsage(workspaceId, calendar.timeZone, known)
        : { ordinals: [], accountIds: [] };
    for (const ordinal of added.ordinals) outcomes[ordinal] = { outcome: 'created' };
    for (const ordinal of corrected.ordinals) outcomes[ordinal] = { outcome: 'updated' };
    await markChanged(workspaceId, [...added.accountIds, ...corrected.accountIds]);
    return outcomes;
  });
}

function refuse(row: UsageInput): RowOutcome | null {
  if (!row.day && !row.occurredAt) return failed('noDay', undefined, 'day');
  const isCount = Number.isSafeInteger(row.quantity ?? 1) && (row.quantity ?? 1) >= 0;
  return isCount ? null : failed('notACount', { quantity: row.quantity ?? 0 }, 'quantity');
}

function toUsage(
  { index, row, accountId, personId, named }: Located<UsageInput>,
  calendar: Calendar,
): UsageRow {
  const at = row.occurredAt ?? calendar.startOf(row.day ?? '');
  const id =
    row.externalId ??
    naturalId(named.accountId, named.personId, row.feature, row.day ?? row.occurredAt?.toISOString());
  return {
    ordinal: index,
    key: messageKey(IMPORT_SOURCE, id),
    occurred_at: at,
    kind: 'count',
    feature: row.feature,
    account_id: accountId,
    ...(personId ? { person_id: personId } : {}),
    quantity: row.quantity ?? 1,
    ...(row.durationSeconds ? { duration_seconds: Math.round(row.durationSeconds) } : {}),
    ...(row.errorCount ? { error_count: Math.round(row.errorCount) } : {}),
  };
}

/** What a message is known by for ever: 32 hexadecimal digits. */
export function messageKey(source: string, messageId: string): string {
  return hash('md5', `${source}\n${messageId}`);
}

function lastOfEachKey(usage: UsageRow[]): UsageRow[] {
  return [...new Map(usage.map((row) => [row.key, row])).values()];
}
