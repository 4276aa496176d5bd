import { randomBytes } from 'node:crypto';
import type { Config } from '../core/config.ts';
import {
  createSignInLink,
  createWorkspace,
  ensureIdentity,
  findRole,
  listWorkspaces,
  ROLES,
  upsertMember,
} from '../workspace/index.ts';
import { CommandError, chooseWorkspace } from './workspace-choice.ts';

const PASSWORD_BYTES = 12;
const STAFF_ROLES = ROLES.filter((name) => name !== 'affiliate');

interface UserOptions {
  email: string;
  name?: string;
  role: string;
  password?: string;
  workspace?: string;
}

/** Makes a user and tells how to sign in: with the given password, a generated one, or by a link. */
export async function createUser(config: Config, options: UserOptions) {
  const email = options.email.toLowerCase();
  const password = options.password ?? randomBytes(PASSWORD_BYTES).toString('base64url');
  const owner = { email, name: options.name ?? email.split('@')[0] ?? email, password };
  if ((await listWorkspaces()).length === 0) {
    const defaults = { timeZone: 'UTC', currency: 'USD', locale: 'en', isSample: false } as const;
    await createWorkspace({ name: 'My company', slug: 'main', ...defaults }, owner);
  } else {
    const workspace = await chooseWorkspace(options.workspace);
    const { role } = options;
    if (role === 'affiliate' || !(await findRole(workspace.id, role)))
      throw new CommandError(
        `Unknown role ${role}. Known are: ${STAFF_ROLES.join(', ')}, and your own by key.`,
      );
    await upsertMember(workspace.id, await ensureIdentity(owner), role);
  }
  return {
    email,
    password: options.password ? null : password,
    signInLink: await createSignInLink(config, email),
  };
}
