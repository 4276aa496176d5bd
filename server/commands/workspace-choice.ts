import { findWorkspaceBySlug, listWorkspaces, type Workspace } from '../workspace/index.ts';

/** A command that cannot go on; its message is all the user needs. */
export class CommandError extends Error {}

/**
 * The workspace that `--workspace` names by its slug, else the first one: an installation's own before the sample.
 * @throws CommandError when there is none.
 */
export async function chooseWorkspace(slug: string | undefined): Promise<Workspace> {
  const workspace = slug ? await findWorkspaceBySlug(slug) : (await listWorkspaces())[0];
  if (workspace) return workspace;
  throw new CommandError(
    slug
      ? `There is no workspace ${slug}.`
      : 'There is no workspace yet. Run "npm start" and set one up, or "npm run demo" for a sample.',
  );
}
