import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { invalid } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { getApproved, settleLines } from '../pay-payout.ts';
import type { PayoutLine } from '../schema.ts';
import { listLines } from '../store/lines.ts';
import { type Result, readResults } from './read-results.ts';
import {
  type PayoutResults,
  RESULT_OUTCOMES,
  type ResultFile,
  type ResultOutcome,
  type ResultRow,
} from './schema.ts';

/** What a result file would change. @throws Problem 404; 409 before the approval. */
export async function previewResults(actor: Actor, id: string, file: ResultFile): Promise<PayoutResults> {
  authorize(actor, 'payouts.create');
  return inTransaction(async () => (await judgeFile(actor, id, file)).shown);
}

/**
 * Marks paid and failed what the file says so of; the same file again changes nothing.
 * @throws Problem 404; 409 before the approval; 422 naming every line that cannot be understood, and then
 *   nothing is changed.
 */
export async function applyResults(actor: Actor, id: string, file: ResultFile): Promise<PayoutResults> {
  authorize(actor, 'payouts.create');
  return inTransaction(async () => {
    const { payout, judged, shown } = await judgeFile(actor, id, file);
    if (shown.errors.length > 0) {
      throw invalid(shown.errors.map(({ line, text }) => ({ path: `content.${line}`, message: text })));
    }
    await settleLines(actor, payout, {
      paying: judged.flatMap(({ line, row }) => (line && row.outcome === 'paid' ? [line] : [])),
      failing: judged.flatMap(({ line, row }) =>
        line && (row.outcome === 'failed' || row.outcome === 'returned')
          ? [{ line, reason: row.reason ?? words(actor.locale, 'payouts:results.noReason') }]
          : [],
      ),
    });
    return shown;
  });
}

async function judgeFile(actor: Actor, id: string, { content }: ResultFile) {
  const payout = await getApproved(actor.workspaceId, id);
  const { results, faults } = readResults(content);
  const lines = new Map((await listLines(actor.workspaceId, id)).map((line) => [line.reference, line]));
  const judged = results.map((result) => {
    const line = lines.get(result.reference);
    return { line, row: rowOf(result, line) };
  });
  const rows = judged.map(({ row }) => row);
  const errors = faults.map(({ line, code, values }) => ({
    line,
    text: words(actor.locale, `payouts:results.fault.${code}`, { line, ...values }),
  }));
  return { payout, judged, shown: { rows, totals: totalsOf(rows), errors } };
}

function rowOf(
  { line: fileLine, reference, verdict, reason }: Result,
  line: PayoutLine | undefined,
): ResultRow {
  return {
    line: fileLine,
    reference,
    affiliateName: line?.affiliateName ?? null,
    amountMinor: line?.amountMinor ?? null,
    outcome: outcomeOf(verdict, line),
    reason,
  };
}

/** What has failed or come back stays as it is, whatever a file says; what was paid may come back. */
function outcomeOf(verdict: Result['verdict'], line: PayoutLine | undefined): ResultOutcome {
  if (!line) return 'unknown';
  if (line.returnedAt) return verdict === 'paid' ? 'contradicts' : 'settled';
  if (line.paidAt) return verdict === 'failed' ? 'returned' : 'settled';
  if (line.failedAt) return verdict === 'paid' ? 'contradicts' : 'settled';
  return verdict;
}

function totalsOf(rows: ResultRow[]): PayoutResults['totals'] {
  return RESULT_OUTCOMES.map((outcome) => {
    const own = rows.filter((row) => row.outcome === outcome);
    return {
      outcome,
      count: own.length,
      amountMinor: own.reduce((sum, row) => sum + (row.amountMinor ?? 0), 0),
    };
  });
}
