import type { Config } from '../core/config.ts';
import { startGoodword, stopOnSignals } from '../main.ts';
import { buildWebWhenStale } from '../web-build.ts';

/** Serves until the process is told to stop. */
export async function serve(config: Config): Promise<void> {
  await buildWebWhenStale((line) => console.error(line));
  const goodword = await startGoodword(config);
  stopOnSignals(goodword);
  console.log(goodword.address ? `Goodword is at ${config.publicUrl}` : 'Goodword works the jobs.');
}
