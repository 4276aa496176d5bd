import type { Actor } from '../../core/actor.ts';
import { getPlaybook, listPlaybooks, readPlaybookWaits } from '../../journeys/index.ts';
import { doerOf } from './rules.ts';
import type { Process, ProcessStep, ProcessSwitch } from './schema.ts';

/** Of every playbook that is in use; drafts have not begun and archived ones are over. */
export async function readPlaybookProcesses(actor: Actor): Promise<Process[]> {
  const playbooks = await listPlaybooks(actor, {});
  const used = playbooks.filter(({ status }) => status === 'active' || status === 'paused');
  return Promise.all(used.map(({ id }) => readPlaybook(actor, id)));
}

async function readPlaybook(actor: Actor, id: string): Promise<Process> {
  const { name, status, version, definition } = await getPlaybook(actor, id);
  const stepCount = definition.steps.length;
  const waits = await readPlaybookWaits(actor.workspaceId, { playbookId: id, version, stepCount }, actor.now);
  const own = { id, place: null, name: null };
  const activation: ProcessSwitch = { kind: 'playbook', ...own, isAutomatic: status === 'active' };
  const steps = definition.steps.map((step, place): ProcessStep => {
    const switches: ProcessSwitch[] =
      step.kind === 'mail' ? [{ kind: 'playbook_step', ...own, place, isAutomatic: step.isAutomatic }] : [];
    return {
      ...{ key: 'playbookStep', title: step.title, doer: doerOf(switches, 'person') },
      ...{ wait: waits.steps[place] ?? waits.begun, switches },
    };
  });
  return {
    ...{ key: 'playbook', id, name },
    steps: [
      {
        key: 'begun',
        title: null,
        doer: doerOf([activation], 'person'),
        wait: waits.begun,
        switches: [activation],
      },
      ...steps,
      { key: 'ended', title: null, doer: 'machine', wait: waits.ended, switches: [] },
    ],
  };
}
