import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { now } from '../core/clock.ts';
import { createWorld, hiddenTruthOf } from '../sample/index.ts';
import { ensureSampleCompany } from './demo.ts';

/** Makes the sample company; with a file also writes the causes behind it, for judging what is found in the data. */
export async function makeSample(accountCount: number, truthFile: string | undefined): Promise<void> {
  await ensureSampleCompany(accountCount);
  if (!truthFile) return;
  const truth = hiddenTruthOf(createWorld(accountCount, now()));
  await pipeline(Readable.from(truth.map((row) => `${JSON.stringify(row)}\n`)), createWriteStream(truthFile));
}
