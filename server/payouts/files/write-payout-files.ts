import { type Actor, authorize } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { inTransaction } from '../../core/db.ts';
import { majorUnits } from '../../core/money.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { accountOf } from '../methods/change-method.ts';
import { referenceOf, rowsOfFile, WISE_ROWS_PER_FILE } from '../rules.ts';
import type { PayoutLine } from '../schema.ts';
import { listLines } from '../store/lines.ts';
import { listMethodsById, type MethodRow } from '../store/methods.ts';
import { findPayout } from '../store/payouts.ts';
import { writeRows } from '../write-files.ts';
import { findSenderAccount } from './sender.ts';
import { writeSepa } from './sepa.ts';

/** Source: Wise's help on batch templates; the payment is fixed in what the recipient gets. */
const WISE_COLUMNS = [
  ...['name', 'recipientEmail', 'paymentReference', 'receiverType', 'amountCurrency', 'amount'],
  ...['sourceCurrency', 'targetCurrency', 'type', 'IBAN'],
];

interface AddressedLine extends PayoutLine {
  holder: string;
  /** The whole number; null where the recipient is an e-mail address. */
  account: string | null;
  bic: string | null;
  country: string | null;
}

/**
 * What Wise's batch payments take: by e-mail, or to an account.
 * @param file 1 for the first 1,000 rows.
 * @throws Problem 404, also for a file beyond the last; 409 before the approval.
 */
export async function writeWiseFile(actor: Actor, id: string, file: number): Promise<string> {
  const { payout, lines } = await openFile(actor, id, 'wise');
  const rows = rowsOfFile(openOf(lines, 'wise'), file, WISE_ROWS_PER_FILE);
  if (rows.length === 0) throw notFound('file');
  return writeRows([
    WISE_COLUMNS,
    ...rows.map((line) => [
      line.holder,
      line.account === null ? line.recipient : '',
      line.reference,
      'PERSON',
      'target',
      majorUnits(line.amountMinor, payout.currency),
      payout.currency,
      payout.currency,
      line.account === null ? 'EMAIL' : 'IBAN',
      line.account ?? '',
    ]),
  ]);
}

/** The order to the bank. @throws Problem 404 without bank accounts; 409 without an account to pay from. */
export async function writeSepaFile(actor: Actor, id: string): Promise<string> {
  const { payout, lines } = await openFile(actor, id, 'sepa');
  const transfers = openOf(lines, 'bank').flatMap(({ account, ...line }) =>
    account === null ? [] : [{ ...line, iban: account, note: payout.note ?? '' }],
  );
  if (transfers.length === 0 || payout.currency !== 'EUR') throw notFound('file');
  const sender = await findSenderAccount(actor.workspaceId);
  if (!sender) throw conflict('no_sender', words(actor.locale, 'payouts:sender.missing'));
  const workspace = await findWorkspace(actor.workspaceId);
  return writeSepa({
    reference: referenceOf(id),
    writtenAt: actor.now,
    executionDay: dayIn(workspace?.timeZone ?? 'UTC', actor.now),
    sender,
    transfers,
  });
}

/** Every line with everything that is known of it, in the reader's language. */
export async function writeWholeFile(actor: Actor, id: string): Promise<string> {
  const { payout, lines } = await openFile(actor, id, 'all');
  const title = (name: string) => words(actor.locale, `payouts:sheet.${name}`);
  return writeRows([
    ['reference', 'affiliate', 'method', 'recipient', 'holder', 'bic', 'country']
      .concat('amount', 'currency', 'note', 'paid', 'failed')
      .map(title),
    ...lines.map((line) => [
      line.reference,
      line.affiliateName,
      words(actor.locale, `payouts:method.${line.method}`),
      line.account ?? line.recipient,
      line.holder,
      line.bic ?? '',
      line.country ?? '',
      majorUnits(line.amountMinor, payout.currency),
      payout.currency,
      payout.note ?? '',
      line.paidAt?.toISOString() ?? '',
      line.failedBecause ?? '',
    ]),
  ]);
}

/** These files hold whole account numbers, so each writing of one is on record. */
async function openFile(actor: Actor, id: string, kind: 'wise' | 'sepa' | 'all') {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const payout = await findPayout(workspaceId, id);
    if (!payout) throw notFound('payout');
    if (!payout.approvedAt) {
      throw conflict('payout_not_approved', 'Files are there once the payout is approved.');
    }
    const lines = await listLines(workspaceId, id);
    const methodIds = lines.flatMap(({ methodId }) => methodId ?? []);
    const methods = new Map((await listMethodsById(workspaceId, methodIds)).map((row) => [row.id, row]));
    const change = { objectType: 'payout', objectId: id, after: { kind } };
    await audit(actor, { action: 'payout.file_written', ...change });
    return { payout, lines: lines.map((line) => addressed(workspaceId, line, methods)) };
  });
}

function addressed(workspaceId: string, line: PayoutLine, methods: Map<string, MethodRow>): AddressedLine {
  const method = line.methodId ? methods.get(line.methodId) : undefined;
  return {
    ...line,
    holder: method?.holder ?? line.affiliateName,
    account: method ? accountOf(workspaceId, method) : null,
    bic: method?.bic ?? null,
    country: method?.country ?? null,
  };
}

function openOf(lines: AddressedLine[], method: PayoutLine['method']): AddressedLine[] {
  return lines.filter((line) => line.method === method && !line.failedAt);
}
