import cliProgress from 'cli-progress';
import { now } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { startJobs } from '../core/jobs.ts';
import { startGoodword, stopOnSignals } from '../main.ts';
import {
  findSampleWorkspace,
  loadSampleCompany,
  prepareSampleWorkspace,
  SAMPLE_OWNER_EMAIL,
} from '../sample/index.ts';
import { buildWebWhenStale } from '../web-build.ts';
import { createSignInLink } from '../workspace/index.ts';
import { printReturns } from './print-returns.ts';
import { printRanking } from './rank.ts';

const SHOWN_CUSTOMERS = 10;
const PROGRESS_WITHOUT_TERMINAL_MS = 5_000;

/** Serves with the sample company, which the first run makes and later runs reuse. */
export async function demo(config: Config, { accountCount }: { accountCount: number }): Promise<void> {
  await buildWebWhenStale((line) => console.error(line));
  const goodword = await startGoodword({ ...config, role: 'web' });
  stopOnSignals(goodword);
  const workspaceId = await ensureSampleCompany(accountCount);
  // Not before: each part of the company that comes in would be scored, and all of it again at the end.
  if (config.role !== 'web') await startJobs({ isAlone: config.databaseUrl === null });
  await printRanking(workspaceId, { limit: SHOWN_CUSTOMERS, locale: 'en' });
  await printReturns(workspaceId, 'en');
  console.log(`\nGoodword is at ${config.publicUrl}`);
  console.log(`Sign in: ${await createSignInLink(config, SAMPLE_OWNER_EMAIL)}`);
}

/** Makes the sample company with a progress bar, or goes on where an interrupted run left it. Gives its workspace. */
export async function ensureSampleCompany(accountCount: number): Promise<string> {
  const existing = await findSampleWorkspace();
  if (existing) return existing.id;
  const workspace = await prepareSampleWorkspace({ accountCount, now: now() });
  const bar = new cliProgress.SingleBar({
    format: 'Making the sample company [{bar}] {percentage}% {label}',
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: PROGRESS_WITHOUT_TERMINAL_MS,
  });
  bar.start(1, 0, { label: '' });
  await loadSampleCompany(workspace.id, ({ stepsDone, stepCount, label }) => {
    bar.setTotal(stepCount);
    bar.update(stepsDone, { label });
  });
  bar.stop();
  return workspace.id;
}
