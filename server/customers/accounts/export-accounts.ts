import { amountNumber } from '../../core/money.ts';
import { type Cell, rowsAfter, tableOf } from '../../core/tables/table.ts';
import { defineExport } from '../../workspace/index.ts';
import { fieldColumns } from '../fields/export-values.ts';
import { sortedKey } from '../fields/store/field-conditions.ts';
import { listOwnerEmails } from '../owners.ts';
import { EXPORT_COLUMNS, type ExportColumn, ExportQuery } from '../schema/account.ts';
import { nextAccounts, type StoredAccount } from '../store/list-accounts.ts';

const ROWS_PER_READ = 1_000;

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
  ownerEmail: (account, ownerEmails) => ownerEmails.get(account.ownerId ?? ''),
  signedUpAt: (account) => account.signedUpAt,
  onboardedAt: (account) => account.onboardedAt,
  mrr: ({ figures }) => amountNumber(figures.mrrMinor, figures.currency),
  currency: ({ figures }) => figures.currency,
  healthScore: ({ figures }) => figures.healthScore,
  healthBand: ({ figures }) => figures.healthBand,
  ltv: ({ figures }) => amountNumber(figures.ltvMinor, figures.currency),
  churnRisk: ({ figures }) => figures.churnRisk,
  npsScore: ({ figures }) => figures.npsScore,
  csatAverage: ({ figures }) => figures.csatAverage,
  openTickets: ({ figures }) => figures.openTickets,
  lastActiveAt: ({ figures }) => figures.lastActiveAt,
  usageTrend: ({ figures }) => figures.usageTrend,
  referralCount: ({ figures }) => figures.referralCount,
  advocacyScore: ({ figures }) => figures.advocacyScore,
  tags: ({ tags }) => tags.map(({ name }) => name).join('; '),
  id: (account) => account.id,
  createdAt: (account) => account.createdAt,
};

/** Every account that matches the filters with the chosen columns, in the order in which the accounts were made. */
export function defineAccountExport(): void {
  defineExport({
    name: 'accounts',
    permission: 'accounts.read',
    tag: 'Accounts',
    query: ExportQuery,
    async read(reader, { columns, ...filters }) {
      const { workspaceId } = reader;
      const emails = await listOwnerEmails(workspaceId);
      const wanted = columns?.flatMap((column) => sortedKey(column) ?? []);
      const builtIn = (columns ?? EXPORT_COLUMNS).filter((column) => isBuiltIn(column));
      const readers = builtIn.map((column): [string, (account: StoredAccount) => Cell] => [
        column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        (account) => CELLS[column](account, emails),
      ]);
      const rows = rowsAfter((afterId) =>
        nextAccounts(workspaceId, filters, { reader, at: reader.now, afterId, limit: ROWS_PER_READ }),
      );
      const own = await fieldColumns(workspaceId, 'account', wanted);
      return tableOf({ ...Object.fromEntries(readers), ...own }, rows);
    },
  });
}

function isBuiltIn(column: string): column is ExportColumn {
  return sortedKey(column) === null;
}
