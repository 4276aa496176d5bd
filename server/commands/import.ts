import cliProgress from 'cli-progress';
import { type ImportedPaths, type ImportProgress, importPaths } from '../customers/index.ts';
import { printJson } from './print.ts';
import { CommandError, chooseWorkspace } from './workspace-choice.ts';

interface ImportOptions {
  workspace?: string;
  json?: boolean;
  /** `dmy` or `mdy`, for dates that could be either. */
  dateOrder?: string;
  /** `point` or `comma`, for numbers that could have either. */
  decimalMark?: string;
}

/** Imports files and folders, with a bar for each file unless the answer is for a machine. */
export async function importFromTerminal(paths: string[], options: ImportOptions): Promise<void> {
  const workspace = await chooseWorkspace(options.workspace);
  const choices = readChoices(options);
  if (options.json)
    return printJson({ objects: (await importFiles(workspace.id, paths, { choices })).objects });
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage}% {file} {rows} rows',
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1, 0, { file: '', rows: 0 });
  try {
    const onProgress = ({ fileName, rowsDone, bytesDone, sizeBytes }: ImportProgress) => {
      bar.setTotal(sizeBytes);
      bar.update(Math.min(bytesDone, sizeBytes), { file: fileName, rows: rowsDone });
    };
    const result = await importFiles(workspace.id, paths, { onProgress, choices });
    bar.stop();
    printResult(result);
  } finally {
    bar.stop();
  }
}

/** Imports files and folders and counts what became of their rows, by object. */
export function importFiles(
  workspaceId: string,
  paths: string[],
  options: Parameters<typeof importPaths>[2] = {},
): Promise<ImportedPaths> {
  return importPaths(workspaceId, paths, options);
}

function readChoices({ dateOrder, decimalMark }: ImportOptions) {
  if (dateOrder !== undefined && dateOrder !== 'dmy' && dateOrder !== 'mdy') {
    throw new CommandError('The date order is dmy (day first) or mdy (month first).');
  }
  if (decimalMark !== undefined && decimalMark !== 'point' && decimalMark !== 'comma') {
    throw new CommandError('The decimal mark is point or comma.');
  }
  return { dateOrder, decimalMark } as const;
}

function printResult({ objects, faults }: ImportedPaths): void {
  for (const [name, { created, updated, unchanged, failed }] of Object.entries(objects)) {
    console.log(`${name}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`);
  }
  for (const { fileName, line, columnName, text } of faults) {
    console.log(`  ${fileName}, line ${line}${columnName ? `, ${columnName}` : ''}: ${text}`);
  }
}
