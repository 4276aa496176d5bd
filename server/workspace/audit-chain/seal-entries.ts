import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { log } from '../../core/log.ts';
import { chainHash, detailHash, entrySeal, headSeal } from './seals.ts';
import {
  type ChainRow,
  type Head,
  lockHead,
  type Place,
  placeEntries,
  selectUnsealed,
  selectUnsealedWorkspaces,
  updateHead,
} from './store.ts';

/** So many rows are placed in one transaction; whoever writes meanwhile does not wait for it. */
const BATCH = 1_000;

/** Every minute: gives all rows that were written since their places. */
export async function sealAllEntries(): Promise<void> {
  for (const workspaceId of await selectUnsealedWorkspaces()) await sealEntries(workspaceId);
}

/**
 * Puts the rows that have no place yet at the end of the workspace's chain. A row of a transaction that commits later gets
 * a later place. @returns how many
 */
export async function sealEntries(workspaceId: string): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await inTransaction(async () => sealBatch(workspaceId, await lockHead(workspaceId)));
    total += count;
    if (count < BATCH) return total;
  }
}

async function sealBatch(workspaceId: string, head: Head): Promise<number> {
  const rows = await selectUnsealed(workspaceId, BATCH);
  if (rows.length === 0) return 0;
  let { sequence, chainHash: previous } = head;
  // Rows that are older than the chain are taken as they are found, once: in the batches until it has an end.
  const isBeginning = head.sealedAt === null && (head.sequence === 0 || isHeadTrue(workspaceId, head));
  const places = rows.map((row): Place => {
    const kept = isBeginning && row.seal === null ? adopt(workspaceId, row) : row;
    sequence += 1;
    previous = chainHash(workspaceId, previous, sequence, kept.seal ?? '');
    return { id: row.id, sequence, chainHash: previous, detailHash: kept.detailHash, seal: kept.seal };
  });
  await placeEntries(workspaceId, places);
  const isWhole = rows.length < BATCH;
  const sealedAt = isBeginning && !isWhole ? null : now();
  const seal = headSeal(workspaceId, sequence, previous, sealedAt === null);
  await updateHead(workspaceId, { sequence, chainHash: previous, seal, sealedAt });
  // Kept where the log is kept, it proves what the end was to whoever could change the database and the secret.
  if (isWhole) log().info({ workspaceId, sequence, hash: previous }, 'audit log sealed');
  return rows.length;
}

/** Whether Goodword itself wrote that the chain ends here. */
export function isHeadTrue(
  workspaceId: string,
  { sequence, chainHash: hash, seal, sealedAt }: Head,
): boolean {
  return seal === headSeal(workspaceId, sequence, hash, sealedAt === null);
}

function adopt(workspaceId: string, row: ChainRow): { detailHash: string; seal: string } {
  const detail = detailHash(workspaceId, row.id, row.before, row.after);
  return { detailHash: detail, seal: entrySeal(workspaceId, row, detail) };
}
