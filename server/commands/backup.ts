import { once } from 'node:events';
import { createReadStream, createWriteStream, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, type Gzip } from 'node:zlib';
import type { PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { pool } from '../core/db.ts';
import { type KeptTable, listSequences, listTablesToKeep, listTablesWithRows } from './backup-catalog.ts';
import { CommandError } from './workspace-choice.ts';

const FORMAT = 'goodword-backup-1';
// PostgreSQL's text format never holds this as a row of its own.
const END_OF_TABLE = '\\.';

interface Header {
  format: string;
  /** Migrations the data belongs to; a restore needs the same. */
  migrations: string[];
  tables: KeptTable[];
  sequences: { name: string; value: number }[];
}

/** Writes everything as of one moment into one compressed file; the installation goes on working meanwhile. */
export async function backUp(file: string): Promise<{ tables: number; file: string }> {
  const client = await pool().connect();
  const unfinished = `${file}.unfinished`;
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const header = await readHeader(client);
    const zip = createGzip();
    const written = pipeline(zip, createWriteStream(unfinished, { mode: 0o600 }));
    await writeAll(client, zip, header);
    zip.end();
    await written;
    await client.query('commit');
    renameSync(unfinished, file);
    return { tables: header.tables.length, file };
  } finally {
    client.release();
  }
}

async function readHeader(client: PoolClient): Promise<Header> {
  const { rows } = await client.query<{ name: string }>('select name from core.migrations order by name');
  return {
    format: FORMAT,
    migrations: rows.map(({ name }) => name),
    tables: await listTablesToKeep(client),
    sequences: await listSequences(client),
  };
}

async function writeAll(client: PoolClient, zip: Gzip, header: Header): Promise<void> {
  zip.write(`${JSON.stringify(header)}\n`);
  for (const table of header.tables) {
    const rows = client.query(
      copyTo(`copy (select ${table.columns.join(', ')} from ${table.name}) to stdout`),
    );
    for await (const chunk of rows) if (!zip.write(chunk)) await once(zip, 'drain');
    zip.write(`${END_OF_TABLE}\n`);
  }
}

/**
 * Puts a backup in place of everything there is, in one transaction: it is all restored or nothing is changed.
 * @throws CommandError when the file is none of ours, or the installation holds data and `replace` is not set.
 */
export async function restore(file: string, { replace }: { replace: boolean }): Promise<{ tables: number }> {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity });
  const iterator = lines[Symbol.asyncIterator]();
  const header = parseHeader(await iterator.next().catch(() => ({ value: '' })));
  const client = await pool().connect();
  try {
    await client.query('begin');
    await refuseOtherVersion(client, header);
    await refuseData(client, replace);
    // What the backup holds was consistent when it was written; the ledger's guards refuse any other truncation.
    await client.query('set local session_replication_role = replica');
    await client.query(`truncate ${header.tables.map(({ name }) => name).join(', ')} cascade`);
    for (const table of header.tables) await restoreTable(client, table, iterator);
    for (const { name, value } of header.sequences)
      await client.query('select setval($1::regclass, $2)', [name, value]);
    await client.query('commit');
    return { tables: header.tables.length };
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

function parseHeader(first: { value?: string }): Header {
  try {
    const header = JSON.parse(first.value ?? '') as Header;
    if (header.format === FORMAT) return header;
  } catch {
    // Falls through to the one sentence for every file that is not a backup.
  }
  throw new CommandError('This file is not a Goodword backup, or it is damaged.');
}

async function refuseOtherVersion(client: PoolClient, header: Header): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from core.migrations order by name');
  const here = rows.map(({ name }) => name).join(', ');
  if (here === header.migrations.join(', ')) return;
  throw new CommandError(
    'This backup is of another version of Goodword. Restore it with that version, then update.',
  );
}

async function refuseData(client: PoolClient, replace: boolean): Promise<void> {
  if (replace) return;
  const filled = await listTablesWithRows(client, ['workspace.workspaces']);
  if (filled.length > 0) {
    throw new CommandError(
      'This installation holds data already. Add --replace to put the backup in its place.',
    );
  }
}

async function restoreTable(
  client: PoolClient,
  table: KeptTable,
  lines: AsyncIterator<string>,
): Promise<void> {
  for (const month of table.months) {
    await client.query('select core.ensure_month_partitions($1::regclass, $2::date, 0)', [table.name, month]);
  }
  const rows = client.query(copyFrom(`copy ${table.name} (${table.columns.join(', ')}) from stdin`));
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new CommandError('This backup ends early: the file is damaged. Nothing was changed.');
    if (value === END_OF_TABLE) break;
    if (!rows.write(`${value}\n`)) await once(rows, 'drain');
  }
  rows.end();
  await once(rows, 'finish');
}
