import { type AccountFile, type LoadingContext, loadAccounts } from './load-accounts.ts';

// Their facts are tens of megabytes; a larger company is read anew each time.
const ACCOUNTS_PER_BATCH = 5_000;

/** Everything about many accounts, some thousand at a time, in the order of ids. May be read repeatedly. */
export class AccountBatches {
  private readonly workspaceId: string;
  private readonly accountIds: string[];
  private readonly context: LoadingContext;
  /** All of them, where they are one batch. */
  private kept: AccountFile[] | null = null;

  constructor(workspaceId: string, accountIds: string[], context: LoadingContext) {
    this.workspaceId = workspaceId;
    this.accountIds = accountIds;
    this.context = context;
  }

  get accountCount(): number {
    return this.accountIds.length;
  }

  async *read(): AsyncGenerator<AccountFile[]> {
    if (this.kept) {
      yield this.kept;
      return;
    }
    for (let from = 0; from < this.accountIds.length; from += ACCOUNTS_PER_BATCH) {
      const ids = this.accountIds.slice(from, from + ACCOUNTS_PER_BATCH);
      const files = await loadAccounts(this.workspaceId, ids, this.context);
      if (this.accountIds.length <= ACCOUNTS_PER_BATCH) this.kept = files;
      yield files;
    }
  }
}
