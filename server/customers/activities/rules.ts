import { invalidField } from '../../core/problem.ts';
import type { ActivityKind } from './kinds.ts';
import type { ActivityRow, Said } from './store/activities.ts';

/** Refuses what its kind has not. @throws Problem 422 */
export function refuseUnfit(kind: ActivityKind, said: Said): void {
  if (kind !== 'call' && said.direction !== null) throw invalidField('direction', 'is of calls alone');
  if (kind === 'note' && said.durationMinutes !== null)
    throw invalidField('durationMinutes', 'is of calls, meetings and work alone');
  if ((kind === 'note' || kind === 'work') && said.outcome !== null)
    throw invalidField('outcome', 'is of calls and meetings alone');
  if (kind === 'work' && !said.durationMinutes)
    throw invalidField('durationMinutes', 'says how long the work took, a minute or more');
  if (kind === 'note' && said.body === '') throw invalidField('body', 'is what a note says');
  if (said.nextStepOn !== null && said.nextStep === null)
    throw invalidField('nextStep', 'is what is to be done on the day');
}

export function saidOf(row: Said): Said {
  const { at, direction, durationMinutes, outcome, body, nextStep, nextStepOn } = row;
  return { at, direction, durationMinutes, outcome, body, nextStep, nextStepOn };
}

export function saysTheSame(one: Said, other: Said): boolean {
  return JSON.stringify(saidOf(one)) === JSON.stringify(saidOf(other));
}

/** The sentence of the catalog that tells it, and what it speaks of. */
export function toSentence(row: ActivityRow): { code: string; values: Record<string, unknown> } {
  const { kind, direction, body, nextStep, nextStepOn, outcome, durationMinutes, isPinned } = row;
  const way = kind === 'call' && direction === 'in' ? 'callIn' : kind;
  // A note always has words.
  const code = `customers:timeline.${way}${body === '' ? 'Bare' : ''}`;
  const details = { nextStep, nextStepOn, outcome, durationMinutes };
  const given = Object.entries(details).filter(([, value]) => value !== null);
  return {
    code,
    values: {
      ...{ author: row.authorName, body, ...Object.fromEntries(given) },
      ...(row.editedAt ? { isEdited: true } : {}),
      ...(isPinned ? { isPinned } : {}),
    },
  };
}
