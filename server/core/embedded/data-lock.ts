import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MAX_SOCKET_PATH = 100;
const ANSWER_TIMEOUT_MS = 2_000;

/** What the process that holds a data folder tells to others that ask. */
export interface LockHolder {
  pid: number;
  /** "serve" for a running Goodword, else the name of a short command. */
  purpose: string;
  databaseUrl: string;
}

/** A data folder that another process holds; the message says what to do. */
export class DataFolderInUse extends Error {}

/**
 * Holds a data folder through a listening socket: the operating system lets go of it when the process ends,
 * however it ends, so a lock is never stale.
 */
export class DataLock {
  private readonly server: Server;
  private readonly socketPath: string;

  private constructor(server: Server, socketPath: string) {
    this.server = server;
    this.socketPath = socketPath;
  }

  /** @throws DataFolderInUse when a living process holds the folder. */
  static async acquire(dataDir: string, describe: () => LockHolder): Promise<DataLock> {
    const socketPath = socketPathOf(dataDir);
    const holder = await findLockHolder(dataDir);
    if (holder) throw inUse(dataDir, holder);
    if (process.platform !== 'win32') rmSync(socketPath, { force: true });
    const server = createServer((socket) => socket.end(JSON.stringify(describe())));
    server.on('connection', (socket) => socket.on('error', () => socket.destroy()));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ path: socketPath, readableAll: false }, resolve);
    });
    server.unref();
    return new DataLock(server, socketPath);
  }

  async release(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    if (process.platform !== 'win32') rmSync(this.socketPath, { force: true });
  }
}

/** Asks the folder's holder who it is; null when nobody holds it. */
export async function findLockHolder(dataDir: string): Promise<LockHolder | null> {
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection(socketPathOf(dataDir));
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
    });
    socket.on('error', () => resolve(null));
    socket.on('end', () => resolve(text ? (JSON.parse(text) as LockHolder) : null));
  });
}

function inUse(dataDir: string, holder: LockHolder): DataFolderInUse {
  return new DataFolderInUse(
    `Another Goodword (process ${holder.pid}, ${holder.purpose}) uses the data folder ${dataDir}. ` +
      'Stop it first, or give this one a folder of its own with GOODWORD_DATA_DIR.',
  );
}

/** In the data folder where the path is short enough for a socket, else in the temporary folder. */
function socketPathOf(dataDir: string): string {
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\goodword-${digest}`;
  mkdirSync(dataDir, { recursive: true });
  const inFolder = path.join(dataDir, 'lock.sock');
  return inFolder.length <= MAX_SOCKET_PATH ? inFolder : path.join(tmpdir(), `goodword-${digest}.sock`);
}
