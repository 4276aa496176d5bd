import { inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { conflict } from '../core/problem.ts';
import type { NewWorkspace, Setup, Workspace } from './schema.ts';
import { ensureIdentity } from './sign-in.ts';
import { findWorkspaceBySlug, hasAnyIdentity, insertWorkspace, upsertMember } from './store.ts';

/** The first person makes the first workspace and owns it; refused once anybody can sign in. */
export async function setUpInstallation(setup: Setup): Promise<Workspace> {
  return inTransaction(async () => {
    if (await hasAnyIdentity())
      throw conflict('already_set_up', 'This installation has an owner already. Sign in.');
    return createWorkspace(
      { ...setup, name: setup.workspaceName, slug: 'main', isSample: false },
      { email: setup.email, name: setup.name, password: setup.password },
    );
  });
}

interface Owner {
  email: string;
  name: string;
  password?: string;
}

/** Makes a workspace with its owner, or gives back the one of that slug. */
export async function createWorkspace(workspace: NewWorkspace, owner: Owner): Promise<Workspace> {
  return inTransaction(async () => {
    const existing = await findWorkspaceBySlug(workspace.slug);
    if (existing) return existing;
    const { name, slug, timeZone, currency, locale, isSample } = workspace;
    const id = newId('wsp');
    const created = await insertWorkspace({ id, name, slug, timeZone, currency, locale, isSample });
    await upsertMember(created.id, await ensureIdentity(owner), 'owner');
    await emit(created.id, 'workspace.created', { workspaceId: created.id });
    return created;
  });
}
