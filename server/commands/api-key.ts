import { systemActor } from '../core/actor.ts';
import { createApiKey, PERMISSIONS, type Permission } from '../workspace/index.ts';
import { CommandError, chooseWorkspace } from './workspace-choice.ts';

interface ApiKeyOptions {
  name: string;
  scopes?: string;
  publishable?: boolean;
  workspace?: string;
}

/** Makes a key and gives back its secret, which is shown this once. */
export async function createKeyFromTerminal(options: ApiKeyOptions): Promise<{ key: string }> {
  const workspace = await chooseWorkspace(options.workspace);
  const { key } = await createApiKey(systemActor(workspace.id, 'command line'), {
    name: options.name,
    kind: options.publishable ? 'publishable' : 'secret',
    scopes: options.scopes ? parseScopes(options.scopes) : undefined,
  });
  return { key };
}

function parseScopes(text: string): Permission[] {
  const wanted = text.split(/[\s,]+/).filter(Boolean);
  const known = new Set<string>(PERMISSIONS);
  const unknown = wanted.filter((scope) => !known.has(scope));
  if (unknown.length > 0) {
    throw new CommandError(`Unknown scopes: ${unknown.join(', ')}. Known are: ${PERMISSIONS.join(', ')}.`);
  }
  return wanted as Permission[];
}
