import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import type { Playbook } from '../schema.ts';
import { changePlaybook, getPlaybook } from './keep-playbooks.ts';

/**
 * Whether a mail of a playbook is sent by the machine, for the runs that begin from now on.
 * @throws Problem 404; 422 when the step is a task, which nobody but a person does
 */
export async function setStepAutomation(
  actor: Actor,
  id: string,
  { place, isAutomatic }: { place: number; isAutomatic: boolean },
): Promise<Playbook> {
  authorize(actor, 'playbooks.write');
  return inTransaction(async () => {
    const { name, purpose, definition, version } = await getPlaybook(actor, id);
    const step = definition.steps[place];
    if (!step) throw notFound('step');
    if (step.kind !== 'mail') throw invalidField('place', 'this step is a task, which only a person can do');
    const steps = definition.steps.with(place, { ...step, isAutomatic });
    return changePlaybook(actor, id, {
      ...{ name, purpose, definition: { ...definition, steps }, readVersion: version },
    });
  });
}
