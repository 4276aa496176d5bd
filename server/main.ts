import { setTimeout as delay } from 'node:timers/promises';
import { startListening, stopListening } from './core/announce.ts';
import type { Config } from './core/config.ts';
import { closeDatabase, openDatabase, pool } from './core/db.ts';
import { DataLock } from './core/embedded/data-lock.ts';
import { type RunningPostgres, startEmbeddedPostgres } from './core/embedded/postgres.ts';
import { metrics } from './core/http/metrics.ts';
import { type App, createHttp } from './core/http/server.ts';
import { startJobs, stopJobs } from './core/jobs.ts';
import { log, openLog } from './core/log.ts';
import { openMail } from './core/mail.ts';
import { migrate } from './core/migrate.ts';
import { openOutgoing } from './core/outgoing/addresses.ts';
import { openVault } from './core/vault.ts';
import { registerJobs, registerRoutes } from './rooms.ts';
import { serveWeb } from './web-files.ts';
import { authenticate, openSignIn } from './workspace/index.ts';

const READINESS_TIMEOUT_MS = 2_000;

/** A running Goodword. `stop` drains requests and jobs, then stops the database. */
export interface Goodword {
  app: App | null;
  address: string | null;
  stop(): Promise<void>;
}

/** Holds the data folder and its PostgreSQL, or only connects when the settings name a server. */
export async function openStorage(config: Config, purpose: string): Promise<() => Promise<void>> {
  let lock: DataLock | null = null;
  let postgres: RunningPostgres | null = null;
  let url = config.databaseUrl;
  if (!url) {
    lock = await DataLock.acquire(config.dataDir, () => ({
      pid: process.pid,
      purpose,
      databaseUrl: url ?? '',
    }));
    postgres = await startEmbeddedPostgres(config.dataDir);
    url = postgres.url;
  }
  openDatabase(url);
  return async () => {
    await closeDatabase();
    await postgres?.stop();
    await lock?.release();
  };
}

/** Starts the roles that the settings ask for, on an opened and migrated database. */
export async function startGoodword(config: Config): Promise<Goodword> {
  openLog(config.logLevel);
  const closeStorage = await openStorage(config, 'serve');
  await migrate();
  prepareRooms(config);
  await startListening();
  const app = config.role === 'worker' ? null : await createApp(config);
  const address = app ? await app.listen({ port: config.port, host: '0.0.0.0' }) : null;
  if (config.role !== 'web') await startJobs({ isAlone: config.databaseUrl === null });
  return {
    app,
    address,
    async stop() {
      await app?.close();
      await stopJobs();
      await stopListening();
      await closeStorage();
    },
  };
}

/** What every process needs before it acts: mail, sign-in, subscriptions. The database is open. */
export function prepareRooms(config: Config): void {
  openMail(config.smtpUrl);
  openSignIn(config);
  openVault(config.secret);
  openOutgoing(config.outgoingAllow);
  registerJobs(config);
}

/** The HTTP side alone, not listening yet: for serving and for tests. */
export async function createApp(config: Config): Promise<App> {
  const app = await createHttp(config, { authenticate });
  operationRoutes(app);
  registerRoutes(app, config);
  await serveWeb(app);
  return app;
}

function operationRoutes(app: App): void {
  const hidden = { schema: { hide: true }, config: { permission: 'public' } };
  app.get('/healthz', hidden, async () => ({ status: 'ok' }));
  app.get('/readyz', hidden, async (_request, reply) => {
    const isReady = await Promise.race([
      pool()
        .query('select 1')
        .then(() => true)
        .catch(() => false),
      delay(READINESS_TIMEOUT_MS, false, { ref: false }),
    ]);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'database unreachable' });
  });
  app.get('/metrics', hidden, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
  app.get('/api/v1/openapi.json', hidden, async () => app.swagger());
}

/** Stops in order when the process is told to; a second signal ends it at once. */
export function stopOnSignals(goodword: Goodword): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    goodword.stop().then(
      () => process.exit(0),
      (error) => {
        log().error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
