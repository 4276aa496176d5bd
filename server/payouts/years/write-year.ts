import { type Actor, authorize } from '../../core/actor.ts';
import { majorUnits } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import { audit } from '../../workspace/index.ts';
import { mapTaxData } from '../store/tax.ts';
import { taxNumberOf } from '../tax/change-tax.ts';
import { writeRows } from '../write-files.ts';
import { readYear } from './read-year.ts';

const COLUMNS = [
  ...[
    'affiliate',
    'affiliateId',
    'currency',
    'opening',
    'earned',
    'corrected',
    'askedBack',
    'paid',
    'closing',
  ],
  ...['reportable', 'legalName', 'address', 'country', 'vatId', 'taxNumber', 'forms', 'missing'],
];

/** The year for the accountant, with whole tax numbers; every writing of it is on record. */
export async function writeYear(actor: Actor, year: number): Promise<string> {
  authorize(actor, 'tax.read');
  const { workspaceId, locale } = actor;
  const { rows } = await readYear(workspaceId, year);
  const known = await mapTaxData(
    workspaceId,
    rows.map(({ affiliateId }) => affiliateId),
  );
  const say = (name: string) => words(locale, `years:${name}`);
  const change = { objectType: 'payout_year', objectId: String(year), after: { rows: rows.length } };
  await audit(actor, { action: 'payout_year.exported', ...change });
  return writeRows([
    COLUMNS.map((name) => say(`file.${name}`)),
    ...rows.map((row) => {
      const { tax, currency } = row;
      const data = known.get(row.affiliateId);
      const amount = (amountMinor: number) => majorUnits(amountMinor, currency);
      return [
        ...[row.affiliateName, row.affiliateId, currency, amount(row.openingMinor), amount(row.earnedMinor)],
        ...[
          amount(row.correctedMinor),
          amount(row.askedBackMinor),
          amount(row.paidMinor),
          amount(row.closingMinor),
        ],
        ...[row.isReportable ? say('file.yes') : '', data?.legalName ?? '', data?.address ?? ''],
        ...[data?.country ?? '', data?.vatId ?? '', (data && taxNumberOf(workspaceId, data)) ?? ''],
        tax.forms.map((kind) => words(locale, `tax:form.${kind}`)).join(', '),
        tax.missing.map((what) => say(`missing.${what}`)).join(', '),
      ];
    }),
  ]);
}
