import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** As much of a ClickHouse in this process as a measurement asks for; answers are text in the format. */
export interface Session {
  query(statement: string, format?: string): string;
  cleanup(): void;
}

/** Installs it below a folder that is thrown away; null where that cannot be, as without a registry. */
export function installChdb(folder: string): Session | null {
  const home = path.join(folder, 'chdb');
  cpSync(path.join(import.meta.dirname, 'chdb'), home, { recursive: true });
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: home, stdio: 'ignore' });
    const { Session: Opened } = createRequire(path.join(home, 'package.json'))('chdb') as {
      Session: new (folder: string) => Session;
    };
    return new Opened(path.join(folder, 'columns'));
  } catch {
    return null;
  }
}
