import { AsyncLocalStorage } from 'node:async_hooks';
import { betterAuth } from 'better-auth';
import { magicLink, twoFactor } from 'better-auth/plugins';
import type { Config } from '../core/config.ts';
import { db } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import { queueMail } from '../core/mail.ts';
import { words } from '../core/words.ts';
import { findIdentityByEmail, listMemberships } from './store.ts';

const LINK_LIFETIME_S = 60 * 60;
const SESSION_LIFETIME_S = 60 * 60 * 24 * 14;
const MIN_PASSWORD = 10;

const ID_PREFIXES: Record<string, string> = {
  user: 'usr',
  session: 'ses',
  account: 'crd',
  verification: 'ver',
};

type Auth = ReturnType<typeof createAuth>;

let auth: Auth | null = null;
const capturedLink = new AsyncLocalStorage<{ token: string | null }>();

/** Sets up sign-in; call once after the database is open. */
export function openSignIn(config: Config): Auth {
  auth = createAuth(config);
  return auth;
}

export function signIn(): Auth {
  if (!auth) throw new Error('sign-in is not set up');
  return auth;
}

function createAuth(config: Config) {
  return betterAuth({
    appName: 'Goodword',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    // The same installation answers on localhost, on its public address and on custom domains.
    trustedOrigins: (request) => [config.publicUrl, request ? new URL(request.url).origin : null],
    database: { db: db().withSchema('workspace'), type: 'postgres' },
    advanced: {
      cookiePrefix: 'goodword',
      database: { generateId: ({ model }) => newId(ID_PREFIXES[model] ?? 'aut') },
    },
    user: {
      modelName: 'identities',
      additionalFields: { locale: { type: 'string', required: false, input: true } },
    },
    session: { modelName: 'sessions', expiresIn: SESSION_LIFETIME_S },
    account: { modelName: 'credentials' },
    verification: { modelName: 'verifications' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD },
    rateLimit: { enabled: true, window: 60, max: 100 },
    plugins: [
      magicLink({
        expiresIn: LINK_LIFETIME_S,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) => handOverLink(config, email, token),
      }),
      secondFactor(),
    ],
  });
}

/** A mailed link is one factor, as a password is: who has a second one is asked for it after either. */
function secondFactor() {
  const plugin = twoFactor({ issuer: 'Goodword', schema: { twoFactor: { modelName: 'twoFactors' } } });
  for (const hook of plugin.hooks.after) {
    const isAsked = hook.matcher;
    hook.matcher = (context) => isAsked(context) || context.path === '/magic-link/verify';
  }
  return plugin;
}

async function handOverLink(config: Config, email: string, token: string): Promise<void> {
  const capture = capturedLink.getStore();
  if (capture) {
    capture.token = token;
    return;
  }
  const identity = await findIdentityByEmail(email);
  const [membership] = identity ? await listMemberships(identity.id) : [];
  if (!membership) return;
  const url = linkAddress(config, token);
  await queueMail(membership.id, {
    kind: 'sign_in_link',
    to: email,
    subject: words('en', 'workspace:mail.signInLink.subject'),
    text: words('en', 'workspace:mail.signInLink.text', { url }),
  });
}

/** A link that signs this person in once, within the hour; the person's identity must exist. */
export async function createSignInLink(config: Config, email: string): Promise<string> {
  const capture: { token: string | null } = { token: null };
  await capturedLink.run(capture, () =>
    signIn().api.signInMagicLink({ body: { email }, headers: new Headers() }),
  );
  if (!capture.token) throw new Error('there is nobody with this e-mail address');
  return linkAddress(config, capture.token);
}

// The address is a page with a button, so that a mail scanner's visit does not use the link up.
function linkAddress(config: Config, token: string): string {
  return `${config.publicUrl}/sign-in/link?token=${encodeURIComponent(token)}`;
}

/** Makes an identity, with a password where one is given. Returns its id; an existing one is kept as it is. */
export async function ensureIdentity(person: {
  email: string;
  name: string;
  password?: string;
}): Promise<string> {
  const existing = await findIdentityByEmail(person.email);
  if (existing) return existing.id;
  const context = await signIn().$context;
  const user = await context.internalAdapter.createUser(
    {
      email: person.email,
      name: person.name,
      emailVerified: true,
    },
    { method: 'admin' },
  );
  if (person.password) {
    await context.internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: await context.password.hash(person.password),
    });
  }
  return user.id;
}
