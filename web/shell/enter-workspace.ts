import { api } from '../ui/api.ts';

/** Goes on in another workspace; the page starts over, so that nothing of the one before stays on screen. */
export async function enterWorkspace(workspaceId: string): Promise<void> {
  await api.put('/session/workspace', { workspaceId });
  window.location.assign('/');
}
