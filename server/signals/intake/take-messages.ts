import { log } from '../../core/log.ts';
import type { Message } from './message.ts';
import { type Batch, writeMessages } from './write-messages.ts';

const MESSAGES_PER_TRANSACTION = 2_000;
const MAX_WAITING_MESSAGES = 100_000;

interface Waiting extends Batch {
  workspaceId: string;
  resolve(): void;
  reject(error: unknown): void;
}

/** More is waiting to be written than is good: the sender should come back later. */
export class IntakeFull extends Error {}

const waiting: Waiting[] = [];
let waitingMessages = 0;
let isWriting = false;

/**
 * Takes the messages of a source; done when they are committed. Batches that arrive while others are written share
 * the next transaction.
 * @throws IntakeFull when too much is waiting, or the database's error when nothing of the batch was written.
 */
export function takeMessages(
  source: { id: string; workspaceId: string },
  messages: readonly Message[],
): Promise<void> {
  if (messages.length === 0) return Promise.resolve();
  if (waitingMessages + messages.length > MAX_WAITING_MESSAGES) return Promise.reject(new IntakeFull());
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  waiting.push({ workspaceId: source.workspaceId, sourceId: source.id, messages, resolve, reject });
  waitingMessages += messages.length;
  if (!isWriting) void writeAll();
  return promise;
}

async function writeAll(): Promise<void> {
  isWriting = true;
  while (waiting.length > 0) {
    const batches = nextBatches();
    await writeTogether(batches);
  }
  isWriting = false;
}

/** The batches of one workspace that come first, up to the size of a transaction. */
function nextBatches(): Waiting[] {
  const workspaceId = waiting[0]?.workspaceId;
  let count = 0;
  let end = 0;
  while (end < waiting.length && waiting[end]?.workspaceId === workspaceId) {
    const size = waiting[end]?.messages.length ?? 0;
    if (end > 0 && count + size > MESSAGES_PER_TRANSACTION) break;
    count += size;
    end += 1;
  }
  waitingMessages -= count;
  return waiting.splice(0, end);
}

/** When a transaction fails, each batch is tried alone, so that one cannot sink the others. */
async function writeTogether(batches: Waiting[]): Promise<void> {
  const [first] = batches;
  if (!first) return;
  try {
    await writeMessages(first.workspaceId, batches);
    for (const batch of batches) batch.resolve();
  } catch (error) {
    log().error({ err: error, batches: batches.length }, 'messages were not written');
    if (batches.length === 1) return first.reject(error);
    for (const batch of batches) await writeTogether([batch]);
  }
}
