import { type Actor, authorize } from '../../core/actor.ts';
import { majorUnits } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import { audit } from '../../workspace/index.ts';
import { listRecoveries } from '../store/recoveries.ts';
import { writeRows } from '../write-files.ts';

const COLUMNS = [
  ...['id', 'affiliate', 'affiliateId', 'currency', 'amount', 'repaid', 'open', 'state'],
  ...['openedAt', 'openedBy', 'endedAt', 'endedBy', 'reason'],
];

/** All that was ever asked back, as a table; every writing of it is on record. */
export async function writeRecoveries(actor: Actor): Promise<string> {
  authorize(actor, 'payouts.read');
  const { workspaceId, locale } = actor;
  const rows = await listRecoveries(workspaceId, null);
  const change = { objectType: 'recoveries', objectId: 'csv', after: { rows: rows.length } };
  await audit(actor, { action: 'recoveries.exported', ...change });
  return writeRows([
    COLUMNS.map((name) => words(locale, `recoveries:file.${name}`)),
    ...rows.map((row) => {
      const amount = (amountMinor: number) => majorUnits(amountMinor, row.currency);
      return [
        ...[row.id, row.affiliateName, row.affiliateId, row.currency, amount(row.amountMinor)],
        ...[amount(row.repaidMinor), amount(row.openMinor), words(locale, `recoveries:state.${row.state}`)],
        ...[row.openedAt.toISOString(), row.openedByName, row.endedAt?.toISOString() ?? ''],
        ...[row.endedByName ?? '', row.endedBecause ?? ''],
      ];
    }),
  ]);
}
