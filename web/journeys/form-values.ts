import type { UseFormReturnType } from '@mantine/form';
import type { Definition, PlaybookRow, Preset, Step } from './queries.ts';

/** What the fields hold: a playbook as the server takes it. */
export interface FormValues extends Record<string, unknown> {
  name: string;
  purpose: PlaybookRow['purpose'];
  definition: Definition;
}

export type PlaybookFormOf = UseFormReturnType<FormValues>;

const USUAL_DAYS = 60;
const USUAL_REST = 90;
const USUAL_STARTS = 20;

export function emptyStep(kind: Step['kind']): Step {
  const step = {
    title: '',
    offsetDays: 0,
    waitsForPrevious: false,
    dueDays: 0,
    assigneeId: null,
    assigneeRole: null,
  };
  if (kind === 'task') return { ...step, kind, note: null, priority: 'normal' };
  return {
    ...step,
    kind,
    isAutomatic: true,
    toRoles: [],
    purpose: 'product',
    texts: { en: { subject: '', text: '' } },
  };
}

export function emptyValues(): FormValues {
  return {
    ...{ name: '', purpose: 'other' },
    definition: {
      ...{ entry: null, success: {}, exit: null, maxDays: USUAL_DAYS, restDays: USUAL_REST },
      ...{ maxStartsPerDay: USUAL_STARTS, holdoutPercent: 0, steps: [emptyStep('task')] },
    },
  };
}

export function valuesOf({ name, purpose, definition }: Preset): FormValues {
  return { name, purpose, definition };
}
