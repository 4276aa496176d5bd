import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { systemActor } from '../core/actor.ts';
import type { Config } from '../core/config.ts';
import { TABLE_FORMATS, type TableFormat } from '../core/tables/write-table.ts';
import { findExport, listExports, makeExport } from '../workspace/index.ts';
import { CommandError, chooseWorkspace } from './workspace-choice.ts';

interface ExportOptions {
  format: string;
  out?: string;
  workspace?: string;
}

/**
 * Writes everything of one kind to a file, or to standard output.
 * @throws CommandError naming what there is, for an unknown kind or format.
 */
export async function exportFromTerminal(
  name: string,
  options: ExportOptions,
  config: Config,
): Promise<void> {
  const definition = findExport(name);
  if (!definition) {
    const names = listExports().map((one) => one.name);
    throw new CommandError(`There is no list “${name}”. There are: ${names.join(', ')}.`);
  }
  if (!Object.hasOwn(TABLE_FORMATS, options.format)) {
    const formats = Object.keys(TABLE_FORMATS).join(', ');
    throw new CommandError(`“${options.format}” is no format. There are: ${formats}.`);
  }
  const format = options.format as TableFormat;
  if (format === 'xlsx' && !options.out && process.stdout.isTTY)
    throw new CommandError('A workbook is no text: name a file with --out.');
  const workspace = await chooseWorkspace(options.workspace);
  const actor = { ...systemActor(workspace.id, 'export'), locale: workspace.locale };
  const query = definition.query.parse({});
  const file = await makeExport(actor, definition, { format, query, config });
  if (options.out) await pipeline(file, createWriteStream(options.out));
  else await pipeline(file, process.stdout, { end: false }).catch(passOverClosedReader);
}

/** Whoever reads the output, `head` for one, may have read enough. */
function passOverClosedReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
