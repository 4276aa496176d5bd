import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from '../core/config.ts';
import { pool } from '../core/db.ts';
import { findLockHolder } from '../core/embedded/data-lock.ts';
import { withStorage } from './storage.ts';

const OLDEST_POSTGRES = 150_000;
const LEAST_FREE_BYTES = 1_000_000_000;
const PINNED_NODE_MAJOR = 24;
const WEB_PAGE = fileURLToPath(new URL('../../dist/web/index.html', import.meta.url));

/** One thing that was looked at; `advice` says what to do about it. */
export interface Finding {
  check: string;
  isFine: boolean;
  detail: string;
  advice?: string;
}

/** Looks at everything an installation needs and says what is wrong. */
export async function examine(config: Config): Promise<Finding[]> {
  return [
    checkNode(),
    checkDataDir(config),
    checkDisk(config),
    checkWebApp(),
    checkMail(config),
    ...(await checkDatabase(config)),
  ];
}

function checkNode(): Finding {
  const isFine = Number(process.versions.node.split('.')[0]) === PINNED_NODE_MAJOR;
  return {
    check: 'Node',
    isFine,
    detail: process.versions.node,
    advice: isFine ? undefined : 'Run it through "npm run goodword", which uses the pinned Node.',
  };
}

function checkDataDir(config: Config): Finding {
  try {
    accessSync(config.dataDir, constants.W_OK);
    return { check: 'Data folder', isFine: true, detail: config.dataDir };
  } catch {
    const isNew = !existsSync(config.dataDir);
    return {
      check: 'Data folder',
      isFine: isNew,
      detail: isNew ? `${config.dataDir} will be made` : `${config.dataDir} cannot be written`,
      advice: isNew ? undefined : 'Make it writable for this user, or set GOODWORD_DATA_DIR.',
    };
  }
}

function checkDisk(config: Config): Finding {
  const { bavail, bsize } = statfsSync(existsSync(config.dataDir) ? config.dataDir : process.cwd());
  const isFine = bavail * bsize > LEAST_FREE_BYTES;
  return {
    check: 'Disk',
    isFine,
    detail: `${Math.round((bavail * bsize) / 1e9)} GB free`,
    advice: isFine ? undefined : 'Free at least 1 GB.',
  };
}

function checkWebApp(): Finding {
  const isFine = existsSync(WEB_PAGE);
  return {
    check: 'Web app',
    isFine,
    detail: isFine ? 'built' : 'not built',
    advice: isFine ? undefined : 'It is built at the next "npm start".',
  };
}

function checkMail(config: Config): Finding {
  return {
    check: 'Mail',
    isFine: true,
    detail: config.smtpUrl ? 'a mail server is set' : 'no SMTP_URL: mails wait in the outbox',
  };
}

async function checkDatabase(config: Config): Promise<Finding[]> {
  const holder = config.databaseUrl ? null : await findLockHolder(config.dataDir);
  const where = config.databaseUrl
    ? 'your PostgreSQL'
    : holder
      ? `embedded, held by process ${holder.pid}`
      : 'embedded';
  try {
    return await withStorage(config, 'doctor', async () => {
      const { rows } = await pool().query<{ version: number; durable: string; jobs: number }>(`
        select current_setting('server_version_num')::int as version, current_setting('fsync') as durable,
          (select count(*) from graphile_worker._private_jobs where attempts >= max_attempts) as jobs`);
      const [row] = rows;
      const version = row?.version ?? 0;
      return [
        {
          check: 'PostgreSQL',
          isFine: version >= OLDEST_POSTGRES,
          detail: `${Math.floor(version / 10_000)}.${version % 10_000}, ${where}`,
          advice: version >= OLDEST_POSTGRES ? undefined : 'Goodword needs PostgreSQL 15 or newer.',
        },
        {
          check: 'Durability',
          isFine: row?.durable === 'on',
          detail: `fsync ${row?.durable}`,
          advice:
            row?.durable === 'on'
              ? undefined
              : 'Set fsync = on, or a power cut can lose answered clicks and money.',
        },
        {
          check: 'Jobs',
          isFine: row?.jobs === 0,
          detail: `${row?.jobs} given up`,
          advice: row?.jobs ? 'See the log for their errors.' : undefined,
        },
      ];
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [
      {
        check: 'PostgreSQL',
        isFine: false,
        detail,
        advice: config.databaseUrl
          ? 'Check DATABASE_URL.'
          : 'Stop the process that uses the data folder, then try again.',
      },
    ];
  }
}
