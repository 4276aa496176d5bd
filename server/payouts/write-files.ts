import { stringify } from 'csv-stringify/sync';
import { type Actor, authorize } from '../core/actor.ts';
import { majorUnits } from '../core/money.ts';
import { conflict, notFound } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { SUB_NAMES, type Subs } from '../tracking/index.ts';
import { PAYPAL_ROWS_PER_FILE, rowsOfFile } from './rules.ts';
import type { Statement } from './schema.ts';
import { listLines } from './store/lines.ts';
import { findPayout } from './store/payouts.ts';

const PAYPAL_WALLET = 'PAYPAL';

/**
 * The rows that PayPal's page for mass payments takes, without a heading: recipient, amount, currency, id, note,
 * wallet. Cells that a spreadsheet would run are neutralized. Only an approved payout has files.
 * @param file 1 for the first 5,000 rows.
 * @throws Problem 404, also for a file beyond the last; 409 before the approval.
 */
export async function writePaypalFile(actor: Actor, id: string, file: number): Promise<string> {
  authorize(actor, 'payouts.read');
  const payout = await findPayout(actor.workspaceId, id);
  if (!payout) throw notFound('payout');
  if (!payout.approvedAt)
    throw conflict('payout_not_approved', 'Files are there once the payout is approved.');
  const lines = (await listLines(actor.workspaceId, id)).filter(
    (line) => line.method === 'paypal' && !line.failedAt,
  );
  const rows = rowsOfFile(lines, file, PAYPAL_ROWS_PER_FILE);
  if (rows.length === 0) throw notFound('file');
  return writeRows(
    rows.map((line) => [
      line.recipient,
      majorUnits(line.amountMinor, payout.currency),
      payout.currency,
      line.reference,
      payout.note ?? '',
      PAYPAL_WALLET,
    ]),
  );
}

/**
 * A statement as a table in the reader's language, with opening and closing balance, and below them what waits for
 * conditions; each sale with the sub ids of the click that earned it.
 * @param subs by the sale's external id.
 */
export function writeStatement(statement: Statement, locale: string, subs: Map<string, Subs>): string {
  const subsOf = (sale: string | null) => SUB_NAMES.map((name) => subs.get(sale ?? '')?.[name] ?? '');
  const title = (name: string) => words(locale, `payouts:statement.${name}`);
  const amount = (amountMinor: number) => majorUnits(amountMinor, statement.currency);
  const balance = (at: Date, name: string, amountMinor: number) => [
    at.toISOString(),
    title(name),
    '',
    '',
    amount(amountMinor),
    statement.currency,
    ...subsOf(null),
  ];
  return writeRows([
    [...['date', 'what', 'sale', 'amount', 'balance', 'currency'].map(title), ...SUB_NAMES],
    balance(statement.from, 'opening', statement.openingMinor),
    ...statement.movements.map((movement) => [
      movement.at.toISOString(),
      [movement.text, movement.review].filter(Boolean).join(' '),
      movement.saleExternalId ?? '',
      amount(movement.amountMinor),
      amount(movement.balanceMinor),
      statement.currency,
      ...subsOf(movement.saleExternalId),
    ]),
    balance(statement.to, 'closing', statement.closingMinor),
    ...statement.conditions.map(({ text, saleExternalId, amountMinor }) => [
      '',
      text,
      saleExternalId,
      amount(amountMinor),
      '',
      statement.currency,
      ...subsOf(saleExternalId),
    ]),
  ]);
}

const NEGATIVE_AMOUNT = /^-\d+(\.\d+)?$/;

/** A CSV file with Windows line ends. */
export function writeRows(rows: string[][]): string {
  return stringify(
    rows.map((row) => row.map(neutralize)),
    { record_delimiter: 'windows' },
  );
}

/** A spreadsheet would run what starts like a formula; a plain negative amount is none. */
export function neutralize(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !NEGATIVE_AMOUNT.test(cell) ? `'${cell}` : cell;
}
