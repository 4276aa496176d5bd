import type { ActivityKind } from '../../../server/customers/activities/kinds.ts';
import type { useServerForm } from '../../ui/server-form.tsx';

/** What the forms of an activity hold. */
export const EMPTY = {
  ...{ kind: 'note' as ActivityKind, body: '', direction: 'out', nextStep: '' },
  ...{ outcome: null as string | null, durationMinutes: '' as number | '' },
  ...{ at: null as string | null, nextStepOn: null as string | null },
};
export type ActivityValues = typeof EMPTY;
export type ActivityFormState = ReturnType<typeof useServerForm<ActivityValues>>['form'];

/** Only what its kind has. */
export function toBody(values: ActivityValues) {
  const { kind, body, at } = values;
  const when = at ? { at: new Date(at).toISOString() } : {};
  if (kind === 'note') return { body, ...when };
  const durationMinutes = values.durationMinutes === '' ? null : values.durationMinutes;
  if (kind === 'work') return { body, durationMinutes, ...when };
  const nextStep = values.nextStep.trim() || null;
  const next = { nextStep, nextStepOn: nextStep && values.nextStepOn };
  return {
    ...{ body, outcome: values.outcome, durationMinutes, ...when, ...next },
    ...(kind === 'call' ? { direction: values.direction } : {}),
  };
}
