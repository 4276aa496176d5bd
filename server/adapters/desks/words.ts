import { dateOf, type Json, objectOf, textOf } from '../fields.ts';

type Priority = 'low' | 'normal' | 'high' | 'urgent';

const SECONDS = /^\d{9,10}$/;

/** Of a word or Freshdesk's number; absent for none that is known. */
export function priorityOf(value: unknown): Priority | undefined {
  return PRIORITIES[textOf(value)?.toLowerCase() ?? ''];
}

const PRIORITIES: Record<string, Priority | undefined> = {
  ...{ low: 'low', normal: 'normal', medium: 'normal', high: 'high', urgent: 'urgent' },
  ...{ 1: 'low', 2: 'normal', 3: 'high', 4: 'urgent' },
  ...{ priority: 'high', not_priority: 'normal' },
};

const CLOSED = new Set(['solved', 'closed', 'resolved', '4', '5']);

/** Whether work on it goes on; a state that waits for the customer is open. Absent where no state is told. */
export function stateOf(value: unknown): 'open' | 'closed' | undefined {
  const state = textOf(value)?.toLowerCase();
  if (state === undefined) return undefined;
  return CLOSED.has(state) ? 'closed' : 'open';
}

/** Of an ISO date or of seconds since 1970. */
export function momentOf(value: unknown): Date | undefined {
  const seconds = typeof value === 'number' || (typeof value === 'string' && SECONDS.test(value));
  return dateOf(seconds ? Number(value) * 1_000 : value);
}

/** The first of a list, or an empty object. */
export function firstOf(list: unknown): Json {
  return objectOf(Array.isArray(list) ? list[0] : undefined);
}
