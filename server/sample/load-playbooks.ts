import { systemActor } from '../core/actor.ts';
import { createPlaybook, presetPlaybooks, setPlaybookStatus } from '../journeys/index.ts';
import type { World } from './account.ts';

/** Those that only give people tasks; mails leave for nobody who does not exist. */
const ACTIVE = ['rescue', 'expansion'];
const WATCHED_PERCENT = 20;

/** What most companies lead their accounts along; who begins is found as in any other company. */
export async function loadPlaybooks(workspaceId: string, world: World): Promise<void> {
  const actor = { ...systemActor(workspaceId, 'sample'), now: world.today };
  for (const { name, purpose, definition } of presetPlaybooks(actor.locale)) {
    const holdoutPercent = purpose === 'rescue' ? WATCHED_PERCENT : 0;
    const made = { name, purpose, definition: { ...definition, holdoutPercent } };
    const { id } = await createPlaybook(actor, made);
    if (ACTIVE.includes(purpose)) await setPlaybookStatus(actor, id, 'active');
  }
}
