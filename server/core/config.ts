import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

const DEFAULT_PORT = 4400;
const DEFAULT_STRIPE_API_URL = 'https://api.stripe.com';
const DEFAULT_DATA_DIR = '.goodword';
const SECRET_BYTES = 32;
const SETTINGS_WITH_FILE_VARIANT = ['DATABASE_URL', 'SMTP_URL', 'GOODWORD_SECRET'] as const;

const Environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  GOODWORD_DATA_DIR: z.string().min(1).default(DEFAULT_DATA_DIR),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(DEFAULT_PORT),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
  STRIPE_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
    .default(DEFAULT_STRIPE_API_URL),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
  DNS_SERVERS: z.string().optional(),
  GOODWORD_ROLE: z.enum(['all', 'web', 'worker'], { error: 'must be all, web or worker' }).default('all'),
  GOODWORD_SECRET: z.string().min(16, 'must have 16 characters or more').optional(),
  GOODWORD_OUTGOING_ALLOW: z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .refine((entries) => entries.every(isAddressOrRange), 'must be IP addresses or CIDR ranges with commas')
    .optional(),
  GOODWORD_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

function isAddressOrRange(entry: string): boolean {
  return ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry);
}

export type ProcessRole = 'all' | 'web' | 'worker';

export interface Config {
  /** A PostgreSQL of the user's own; null means the embedded one in `dataDir`. */
  databaseUrl: string | null;
  /** Absolute path. */
  dataDir: string;
  port: number;
  /** Without a trailing slash. */
  publicUrl: string;
  /** Null keeps outgoing mail in the outbox screen. */
  smtpUrl: string | null;
  /** Asked about link domains; empty asks those of the machine. */
  dnsServers: string[];
  /** Where Stripe's history is read; another one for a proxy or a test. */
  stripeApiUrl: string;
  role: ProcessRole;
  secret: string;
  logLevel: string;
  /** Private addresses that webhooks and postbacks may be sent to; none unless the operator says so. */
  outgoingAllow: string[];
}

/** A setting that cannot be used; the message names the setting and says what it must be. */
export class ConfigError extends Error {}

/**
 * Reads every setting once. Empty strings count as absent. `NAME_FILE` names a file that holds `NAME`.
 * @throws ConfigError listing every setting that is wrong.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = Environment.safeParse(withFileVariants(env));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new ConfigError(`Settings that cannot be used: ${lines.join('; ')}.`);
  }
  const settings = parsed.data;
  const dataDir = path.resolve(settings.GOODWORD_DATA_DIR);
  return {
    databaseUrl: settings.DATABASE_URL ?? null,
    dataDir,
    port: settings.PORT,
    publicUrl: (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ''),
    smtpUrl: settings.SMTP_URL ?? null,
    dnsServers: (settings.DNS_SERVERS ?? '')
      .split(',')
      .map((server) => server.trim())
      .filter(Boolean),
    stripeApiUrl: settings.STRIPE_API_URL,
    role: settings.GOODWORD_ROLE,
    secret: settings.GOODWORD_SECRET ?? keptSecret(dataDir),
    logLevel: settings.GOODWORD_LOG_LEVEL,
    outgoingAllow: settings.GOODWORD_OUTGOING_ALLOW ?? [],
  };
}

function withFileVariants(env: NodeJS.ProcessEnv): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value) settings[name] = value;
  for (const name of SETTINGS_WITH_FILE_VARIANT) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (settings[name]) throw new ConfigError(`Set ${name} or ${name}_FILE, not both.`);
    if (!existsSync(file)) throw new ConfigError(`${name}_FILE names a file that is not there: ${file}.`);
    settings[name] = readFileSync(file, 'utf8').trim();
  }
  return settings;
}

function keptSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
  return secret;
}
