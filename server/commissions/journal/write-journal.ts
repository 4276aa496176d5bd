import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { listAffiliates } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { majorUnits } from '../../core/money.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { type JournalLine, listJournalLines } from '../store/journal.ts';
import type { JournalQuery } from './schema.ts';

const LINES_PER_READ = 1_000;
const COLUMNS = [
  ...['date', 'bookedAt', 'entry', 'what', 'account', 'debit', 'credit', 'currency'],
  ...['affiliate', 'affiliateId', 'sale', 'commissionId'],
];

/**
 * Every line of the ledger in these days as CSV, for the books of the company: debits and credits of an entry are equal.
 * Each writing of it is on record.
 */
export async function writeJournal(actor: Actor, { from, to }: JournalQuery): Promise<Readable> {
  authorize(actor, 'commissions.read');
  const { workspaceId, locale } = actor;
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  const { timeZone } = workspace;
  const change = { objectType: 'journal', objectId: `${from}–${to}`, after: { from, to } };
  await audit(actor, { action: 'journal.exported', ...change });
  const names = new Map<string, string>();
  const rows = async function* () {
    let after: JournalLine | null = null;
    for (;;) {
      const days = { from, to, timeZone };
      const lines: JournalLine[] = await listJournalLines(workspaceId, days, {
        after,
        limit: LINES_PER_READ,
      });
      await learnNames(workspaceId, lines, names);
      for (const line of lines) yield cellsOf(line, { locale, timeZone, names });
      after = lines.at(-1) ?? null;
      if (lines.length < LINES_PER_READ) return;
    }
  };
  const columns = COLUMNS.map((name) => words(locale, `commissions:journal.column.${name}`));
  const csv = stringify({ header: true, columns, bom: true, escape_formulas: true });
  // Either end takes the other with it; the reader of the stream gets the error.
  return pipeline(Readable.from(rows()), csv, () => {});
}

async function learnNames(workspaceId: string, lines: JournalLine[], names: Map<string, string>) {
  const unknown = new Set(lines.map((line) => line.affiliateId).filter((id) => !names.has(id)));
  if (unknown.size === 0) return;
  for (const { id, name } of await listAffiliates(workspaceId, [...unknown])) names.set(id, name);
}

/** Below zero an account gives: that is its debit. */
function cellsOf(
  line: JournalLine,
  { locale, timeZone, names }: { locale: string; timeZone: string; names: Map<string, string> },
): string[] {
  const { amountMinor, currency, affiliateId } = line;
  const amount = majorUnits(Math.abs(amountMinor), currency);
  return [
    ...[dayIn(timeZone, line.at), line.bookedAt.toISOString(), line.entryId],
    words(locale, `commissions:line.${line.kind}`),
    words(locale, `commissions:journal.account.${line.account}`),
    ...(amountMinor < 0 ? [amount, ''] : ['', amount]),
    ...[currency, names.get(affiliateId) ?? '', affiliateId],
    ...[line.saleExternalId ?? '', line.commissionId ?? ''],
  ];
}
