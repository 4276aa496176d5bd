import { readConfig } from '../server/core/config.ts';
import { startGoodword, stopOnSignals } from '../server/main.ts';

// Goodword as `serve` runs it, without looking first whether the web app must be built.
stopOnSignals(await startGoodword(readConfig()));
