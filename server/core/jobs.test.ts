import { afterEach, expect, it } from 'vitest';
import { useDatabase } from '../../test/support/database.ts';
import { inTransaction, isInTransaction } from './db.ts';
import { addJob, defineTask, startJobs, stopJobs } from './jobs.ts';

useDatabase();
afterEach(stopJobs);

it('a job never joins the transaction from which its worker was woken', async () => {
  const joined: boolean[] = [];
  defineTask('core.note-transaction', async () => void joined.push(isInTransaction()));
  await inTransaction(async () => startJobs({ isAlone: true }));
  await addJob('core.note-transaction', {});
  await expect.poll(() => joined, { timeout: 10_000 }).toEqual([false]);
});
