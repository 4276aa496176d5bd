import { describe, expect, it } from 'vitest';
import { GroupCommit, QueueFull } from './group-commit.ts';

const LIMITS = { batchSize: 100, queueSize: 1_000 };

/** A write that waits until it is let through. */
function heldWrite() {
  const batches: number[][] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const write = async (items: number[]): Promise<number[]> => {
    batches.push(items);
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    await gate.promise;
    return items.map((item) => item * 10);
  };
  const started = async (count: number) => {
    while (gates.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  return { batches, gates, write, started };
}

describe('writing in groups', () => {
  it('writes together what comes in while a write is under way, and answers each with its own result', async () => {
    const { batches, gates, write, started } = heldWrite();
    const commits = new GroupCommit(write, LIMITS);
    const first = commits.add(1);
    await started(1);
    const others = Promise.all([2, 3, 4].map((item) => commits.add(item)));
    gates[0]?.resolve();
    expect(await first).toBe(10);
    await started(2);
    gates[1]?.resolve();
    expect(await others).toEqual([20, 30, 40]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });

  it('tells each item of a failed write, and goes on with the next', async () => {
    const { gates, write, started } = heldWrite();
    const commits = new GroupCommit(write, LIMITS);
    const lost = Promise.allSettled([commits.add(1), commits.add(2)]);
    await started(1);
    const next = commits.add(3);
    gates[0]?.reject(new Error('the database is gone'));
    expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await started(2);
    gates[1]?.resolve();
    expect(await next).toBe(30);
  });

  it('refuses at once what is more than it may hold', async () => {
    const { gates, write, started } = heldWrite();
    const commits = new GroupCommit(write, { ...LIMITS, queueSize: 2 });
    const held = [commits.add(1), commits.add(2)];
    await expect(commits.add(3)).rejects.toBeInstanceOf(QueueFull);
    await started(1);
    gates[0]?.resolve();
    expect(await Promise.all(held)).toEqual([10, 20]);
  });
});
