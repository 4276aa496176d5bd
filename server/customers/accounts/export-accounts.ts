import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { type Actor, authorize } from '../../core/actor.ts';
import { majorUnits } from '../../core/money.ts';
import { audit, listMembers } from '../../workspace/index.ts';
import { EXPORT_COLUMNS, type ExportColumn, type ExportQuery } from '../schema/account.ts';
import { nextAccounts, type StoredAccount } from '../store/list-accounts.ts';

const ROWS_PER_READ = 1_000;

type Cell = string | number | null;
type ReadCell = (account: StoredAccount, ownerEmails: Map<string, string>) => Cell;

const CELLS: Record<ExportColumn, ReadCell> = {
  externalId: (account) => account.externalId,
  name: (account) => account.name,
  domain: (account) => account.domain,
  industry: (account) => account.industry,
  country: (account) => account.country,
  planTier: (account) => account.planTier,
  seats: (account) => account.seats,
  channel: (account) => account.channel,
  stage: (account) => account.stage,
  stageReason: (account) => account.stageReason,
  ownerEmail: (account, ownerEmails) => ownerEmails.get(account.ownerId ?? '') ?? null,
  signedUpAt: (account) => account.signedUpAt?.toISOString() ?? null,
  onboardedAt: (account) => account.onboardedAt?.toISOString() ?? null,
  mrr: ({ figures }) => money(figures.mrrMinor, figures.currency),
  currency: ({ figures }) => figures.currency,
  healthScore: ({ figures }) => figures.healthScore,
  healthBand: ({ figures }) => figures.healthBand,
  ltv: ({ figures }) => money(figures.ltvMinor, figures.currency),
  churnRisk: ({ figures }) => figures.churnRisk,
  npsScore: ({ figures }) => figures.npsScore,
  csatAverage: ({ figures }) => figures.csatAverage,
  openTickets: ({ figures }) => figures.openTickets,
  lastActiveAt: ({ figures }) => figures.lastActiveAt?.toISOString() ?? null,
  usageTrend: ({ figures }) => figures.usageTrend,
  referralCount: ({ figures }) => figures.referralCount,
  advocacyScore: ({ figures }) => figures.advocacyScore,
  id: (account) => account.id,
  createdAt: (account) => account.createdAt.toISOString(),
};

/**
 * Every account that matches the filters as CSV with a byte order mark, read as it is sent, in the order in which
 * the accounts were made. Text that a spreadsheet would take for a formula starts with an apostrophe. Audited.
 */
export async function exportAccounts(actor: Actor, query: ExportQuery): Promise<Readable> {
  authorize(actor, 'accounts.read');
  const { columns = [...EXPORT_COLUMNS], ...filters } = query;
  await audit(actor, {
    action: 'accounts.exported',
    objectType: 'accounts',
    objectId: 'csv',
    after: query,
  });
  const members = await listMembers(actor.workspaceId);
  const ownerEmails = new Map(members.map((member) => [member.userId, member.email]));
  const rows = async function* () {
    let afterId = '';
    for (;;) {
      const accounts = await nextAccounts(actor.workspaceId, filters, afterId, ROWS_PER_READ);
      for (const account of accounts) yield columns.map((column) => CELLS[column](account, ownerEmails));
      afterId = accounts.at(-1)?.id ?? '';
      if (accounts.length < ROWS_PER_READ) return;
    }
  };
  const header = columns.map((column) => column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const csv = stringify({ header: true, columns: header, bom: true, escape_formulas: true });
  // Either end takes the other with it; the reader of the stream gets the error.
  return pipeline(Readable.from(rows()), csv, () => {});
}

/** A number, so that a negative amount is not taken for a formula; its digits are those of the currency. */
function money(amountMinor: number | null, currency: string | null): number | null {
  return amountMinor === null || currency === null ? null : Number(majorUnits(amountMinor, currency));
}
