import { Command } from 'commander';
import { verifyLedger } from '../commissions/index.ts';
import { ConfigError, readConfig } from '../core/config.ts';
import { DataFolderInUse } from '../core/embedded/data-lock.ts';
import { Problem } from '../core/problem.ts';
import { DEFAULT_ACCOUNT_COUNT } from '../sample/index.ts';
import { verifyAudit } from '../workspace/index.ts';
import { createKeyFromTerminal } from './api-key.ts';
import { sayAuditVerification } from './audit.ts';
import { backUp, restore } from './backup.ts';
import { distribute, sayDistribution } from './citus/distribute.ts';
import { demo } from './demo.ts';
import { examine } from './doctor.ts';
import { exportFromTerminal } from './export.ts';
import { importFromTerminal } from './import.ts';
import { sayVerification } from './ledger.ts';
import { printFindings, printJson } from './print.ts';
import { printRanking, rankAsJson } from './rank.ts';
import { makeSample } from './sample.ts';
import { serve } from './serve.ts';
import { withStorage } from './storage.ts';
import { createUser } from './user.ts';
import { CommandError, chooseWorkspace } from './workspace-choice.ts';

const program = new Command('goodword')
  .description('Run an affiliate program from customer-success data.')
  .showHelpAfterError('Add --help for what there is.');

program
  .command('serve')
  .description('serve the web app and the API, and work the jobs')
  .action(() => serve(readConfig()));

program
  .command('demo')
  .description('the same with a sample company, made on the first run')
  .option('--accounts <number>', 'how many accounts the sample company has', String(DEFAULT_ACCOUNT_COUNT))
  .action((options) => demo(readConfig(), { accountCount: wholeNumber(options.accounts) }));

program
  .command('sample')
  .description('make the sample company without serving')
  .option('--accounts <number>', 'how many accounts it has', String(DEFAULT_ACCOUNT_COUNT))
  .option('--truth <file>', 'also write the hidden causes, one JSON object a line')
  .action((options) => run('sample', () => makeSample(wholeNumber(options.accounts), options.truth)));

program
  .command('import')
  .description('import CSV files, or a folder of them')
  .argument('<paths...>', 'files or folders')
  .option('--workspace <slug>', 'which workspace')
  .option('--date-order <order>', 'dmy or mdy, for dates that could be either')
  .option('--decimal-mark <mark>', 'point or comma, for numbers that could have either')
  .option('--json', 'print one machine-readable object')
  .action((paths: string[], options) => run('import', async () => importFromTerminal(paths, options)));

program
  .command('rank')
  .description('rank the customers who would be the best affiliates')
  .option('--limit <number>', 'how many', '10')
  .option('--workspace <slug>', 'which workspace')
  .option('--json', 'print one machine-readable object')
  .action((options) =>
    run('rank', async () => {
      const workspace = await chooseWorkspace(options.workspace);
      const limit = wholeNumber(options.limit);
      if (options.json) return printJson(await rankAsJson(workspace.id, { limit, locale: workspace.locale }));
      return printRanking(workspace.id, { limit, locale: workspace.locale });
    }),
  );

program
  .command('export')
  .description('write everything of one kind, for example accounts or commissions')
  .argument('<list>', 'which; a wrong name tells all that there are')
  .option('--format <format>', 'csv, xlsx or json', 'csv')
  .option('--out <file>', 'where to; else to standard output')
  .option('--workspace <slug>', 'which workspace')
  .action((list: string, options) => run('export', () => exportFromTerminal(list, options, readConfig())));

const ledger = program.command('ledger').description('the books of commissions and payouts');
ledger
  .command('verify')
  .description('recompute every commission and compare it with the ledger; exits with 1 where they differ')
  .option('--workspace <slug>', 'which workspace')
  .option('--json', 'print one machine-readable object')
  .action((options) =>
    run('ledger', async () => {
      const workspace = await chooseWorkspace(options.workspace);
      const verification = await verifyLedger(workspace.id);
      if (options.json) printJson(verification);
      else console.log(sayVerification(verification, workspace.locale));
      if (verification.differences.length > 0) process.exitCode = 1;
    }),
  );

const auditLog = program.command('audit').description('the log of who changed what');
auditLog
  .command('verify')
  .description('check that no entry was changed, deleted, inserted or moved; exits with 1 where one was')
  .option('--workspace <slug>', 'which workspace')
  .option('--json', 'print one machine-readable object')
  .action((options) =>
    run('audit', async () => {
      const workspace = await chooseWorkspace(options.workspace);
      const verification = await verifyAudit(workspace.id);
      if (options.json) printJson(verification);
      else console.log(sayAuditVerification(verification, workspace.locale));
      if (verification.faults.length > 0) process.exitCode = 1;
    }),
  );

const apiKey = program.command('api-key').description('keys for the API');
apiKey
  .command('create')
  .description('make a key; its secret is shown this once')
  .requiredOption('--name <name>', 'what it is for')
  .option('--scopes <scopes>', 'permissions, separated by commas; all when left out')
  .option('--publishable', 'a key for web pages, which may only report events')
  .option('--workspace <slug>', 'which workspace')
  .option('--json', 'print one machine-readable object')
  .action((options) =>
    run('api-key', async () => {
      const answer = await createKeyFromTerminal(options);
      return options.json ? printJson(answer) : console.log(answer.key);
    }),
  );

const user = program.command('user').description('who signs in');
user
  .command('create')
  .description('make a user and a sign-in link')
  .requiredOption('--email <email>', 'e-mail address')
  .option('--name <name>', 'name')
  .option('--role <role>', 'role', 'owner')
  .option('--password <password>', 'password; one is made when left out')
  .option('--workspace <slug>', 'which workspace')
  .option('--json', 'print one machine-readable object')
  .action((options) =>
    run('user', async () => {
      const answer = await createUser(readConfig(), options);
      if (options.json) return printJson(answer);
      if (answer.password) console.log(`Password: ${answer.password}`);
      return console.log(`Sign in: ${answer.signInLink}`);
    }),
  );

program
  .command('migrate')
  .description('bring the database to this version')
  .option('--json', 'print one machine-readable object')
  .action((options) =>
    run('migrate', async () =>
      options.json ? printJson({ isCurrent: true }) : console.log('The database is current.'),
    ),
  );

program
  .command('distribute')
  .description('lay the tables out on a Citus cluster; what lies right already is left alone')
  .option('--dry-run', 'only show the plan')
  .option('--json', 'print one machine-readable object')
  .action((options) =>
    run('distribute', async () => {
      const answer = await distribute({ isDryRun: Boolean(options.dryRun) });
      return options.json ? printJson(answer) : console.log(sayDistribution(answer));
    }),
  );

program
  .command('doctor')
  .description('check the installation and say what is wrong')
  .option('--json', 'print one machine-readable object')
  .action(async (options) => {
    const findings = await examine(readConfig());
    if (options.json) printJson({ findings });
    else printFindings(findings);
    if (findings.some(({ isFine }) => !isFine)) process.exitCode = 1;
  });

program
  .command('backup')
  .description('write everything into one file; the installation goes on working')
  .argument('<file>', 'where to')
  .option('--json', 'print one machine-readable object')
  .action((file: string, options) =>
    run('backup', async () => {
      const answer = await backUp(file);
      return options.json
        ? printJson(answer)
        : console.log(`Wrote ${answer.tables} tables to ${answer.file}.`);
    }),
  );

program
  .command('restore')
  .description('put a backup in place')
  .argument('<file>', 'a file that "backup" wrote')
  .option('--replace', 'replace the data there is')
  .option('--json', 'print one machine-readable object')
  .action((file: string, options) =>
    run('restore', async () => {
      const answer = await restore(file, { replace: Boolean(options.replace) });
      return options.json ? printJson(answer) : console.log(`Restored ${answer.tables} tables.`);
    }),
  );

/** A short command on the installation's database. */
async function run(purpose: string, command: () => Promise<unknown>): Promise<void> {
  await withStorage(readConfig(), purpose, command);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new CommandError(`${text} is not a whole number above zero.`);
  return value;
}

/** What the user can act on is a sentence; anything else is a fault of ours and shows where it happened. */
function explain(error: unknown): string {
  const isForUser = [CommandError, ConfigError, DataFolderInUse, Problem].some(
    (kind) => error instanceof kind,
  );
  if (isForUser) return (error as Error).message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `There is no ${path}.`;
  if (code === 'EADDRINUSE') return 'The port is taken. Set PORT to another one.';
  if (code === 'ECONNREFUSED') return 'The database is not reachable. Check DATABASE_URL.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
