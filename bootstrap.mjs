// Runs on the machine's own Node before any script: installs from the lock file when the installed
// packages are missing or older than it. Everything after this runs on the Node pinned in package.json.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const OLDEST_NODE = [20, 19];
const LOCK_FILE = 'package-lock.json';
const INSTALLED_MARK = 'node_modules/.package-lock.json';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`Goodword needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const isInstalled =
  existsSync(INSTALLED_MARK) && statSync(INSTALLED_MARK).mtimeMs >= statSync(LOCK_FILE).mtimeMs;
if (!isInstalled) {
  console.error('Installing packages from the lock file …');
  const npm = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const { status } = spawnSync(
    npm[0],
    [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error', '--foreground-scripts=false'],
    { stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'development' } },
  );
  process.exit(status ?? 1);
}
