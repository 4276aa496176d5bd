import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../core/config.ts';
import { closeDatabase, openDatabase } from '../core/db.ts';
import { DataFolderInUse, findLockHolder } from '../core/embedded/data-lock.ts';
import { openLog } from '../core/log.ts';
import { migrate } from '../core/migrate.ts';
import { openStorage, prepareRooms } from '../main.ts';

const WAIT_FOR_OTHER_COMMAND_MS = 60_000;
const POLL_MS = 100;

/** Runs a command on the installation's database: the running server's, or one that is started for it. */
export async function withStorage<T>(config: Config, purpose: string, command: () => Promise<T>): Promise<T> {
  openLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  const close = await openForCommand(config, purpose);
  try {
    await migrate();
    prepareRooms(config);
    return await command();
  } finally {
    await close();
  }
}

async function openForCommand(config: Config, purpose: string): Promise<() => Promise<void>> {
  if (config.databaseUrl) return openStorage(config, purpose);
  const deadline = Date.now() + WAIT_FOR_OTHER_COMMAND_MS;
  for (;;) {
    const holder = await findLockHolder(config.dataDir);
    if (holder?.purpose === 'serve' && holder.databaseUrl) {
      openDatabase(holder.databaseUrl);
      return closeDatabase;
    }
    // Another command, or a server that is still starting: its turn ends soon.
    if (holder && Date.now() < deadline) {
      await delay(POLL_MS);
      continue;
    }
    try {
      return await openStorage(config, purpose);
    } catch (error) {
      if (!(error instanceof DataFolderInUse) || Date.now() > deadline) throw error;
    }
  }
}
