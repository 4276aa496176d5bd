import cliProgress from 'cli-progress';
import { now } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { startGoodword, stopOnSignals } from '../main.ts';
import { findSampleWorkspace, loadSampleCompany, SAMPLE_OWNER_EMAIL } from '../sample/index.ts';
import { buildWebWhenStale } from '../web-build.ts';
import { createSignInLink } from '../workspace/index.ts';
import { printReturns } from './print-returns.ts';
import { printRanking } from './rank.ts';

const SHOWN_CUSTOMERS = 10;

/** Serves with the sample company, which the first run makes and later runs reuse. */
export async function demo(config: Config, { accountCount }: { accountCount: number }): Promise<void> {
  await buildWebWhenStale((line) => console.error(line));
  const goodword = await startGoodword(config);
  stopOnSignals(goodword);
  const workspaceId = await ensureSampleCompany(accountCount);
  await printRanking(workspaceId, { limit: SHOWN_CUSTOMERS, locale: 'en' });
  await printReturns(workspaceId);
  console.log(`\nGoodword is at ${config.publicUrl}`);
  console.log(`Sign in: ${await createSignInLink(config, SAMPLE_OWNER_EMAIL)}`);
}

async function ensureSampleCompany(accountCount: number): Promise<string> {
  const existing = await findSampleWorkspace();
  if (existing) return existing.id;
  const bar = new cliProgress.SingleBar({
    format: 'Sample company [{bar}] {percentage}% {step}',
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  bar.start(100, 0, { step: '' });
  const workspace = await loadSampleCompany({ accountCount, today: now() }, ({ share, step }) => {
    bar.update(Math.round(share * 100), { step });
  });
  bar.stop();
  return workspace.id;
}
