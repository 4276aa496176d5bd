import { type Logger, pino } from 'pino';

// Secrets and personal data stay out of logs, whatever object is handed over.
const REDACTED_PATHS = [
  'email',
  'password',
  'token',
  'name',
  'phone',
  'ip',
  'authorization',
  'cookie',
].flatMap((field) => [field, `*.${field}`]);

let logger: Logger = pino({ level: 'silent' });

/** Structured logs on standard error, so that `--json` commands own standard output. */
export function openLog(level: string): void {
  logger = pino(
    { level, base: null, redact: { paths: REDACTED_PATHS, censor: '[redacted]' } },
    pino.destination({ dest: 2, sync: true }),
  );
}

export function log(): Logger {
  return logger;
}
