import { now } from '../../core/clock.ts';
import type { DryRunRecord, ImportState } from './schema.ts';
import { claimRun, finishRun, keepLease, releaseRun, renewLease } from './store/runs.ts';

/** A batch takes far less; a worker that is silent for this long is gone. */
const LEASE_MS = 60_000;

/** Ends an attempt on a run that was canceled or went to another worker: nothing of the open batch is kept. */
export class LostRun extends Error {
  constructor(runId: string) {
    super(`the import ${runId} was canceled, or another worker has it`);
  }
}

/** A worker's hold on a run, good as long as the lease in the database is the one that it wrote last. */
export class RunHold {
  /** How often the run was begun without getting on, this time included. */
  readonly attempt: number;
  private readonly workspaceId: string;
  private readonly runId: string;
  private lease: Date;

  constructor(workspaceId: string, runId: string, claim: { attempt: number; lease: Date }) {
    this.workspaceId = workspaceId;
    this.runId = runId;
    this.attempt = claim.attempt;
    this.lease = claim.lease;
  }

  /** In the batch's own transaction. @throws LostRun */
  renew(): Promise<void> {
    return this.prolong(renewLease);
  }

  /** From outside of the open transaction. @throws LostRun */
  keep(): Promise<void> {
    return this.prolong(keepLease);
  }

  private async prolong(write: typeof renewLease): Promise<void> {
    const next = leaseEnd();
    if (!(await write(this.workspaceId, this.runId, this.lease, next))) throw new LostRun(this.runId);
    this.lease = next;
  }

  /** Lets another worker, or the next attempt, take the run at once. */
  release(): Promise<void> {
    return releaseRun(this.workspaceId, this.runId, this.lease);
  }

  /** @throws LostRun */
  async finish(end: { state: ImportState; finishedAt: Date | null; dryRun?: DryRunRecord }): Promise<void> {
    if (!(await finishRun(this.workspaceId, this.runId, this.lease, end))) throw new LostRun(this.runId);
  }
}

/** Takes the run for the present worker; null when it is in another state, or another worker's. */
export async function holdRun(
  workspaceId: string,
  runId: string,
  { from, to }: { from: ImportState[]; to: ImportState },
): Promise<RunHold | null> {
  const lease = leaseEnd();
  const attempt = await claimRun(workspaceId, runId, { from, to, now: now(), leasedUntil: lease });
  return attempt === null ? null : new RunHold(workspaceId, runId, { attempt, lease });
}

function leaseEnd(): Date {
  return new Date(now().getTime() + LEASE_MS);
}
