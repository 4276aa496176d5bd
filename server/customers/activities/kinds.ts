export const ACTIVITY_KINDS = ['note', 'call', 'meeting', 'work'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const DIRECTIONS = ['in', 'out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How a call or a meeting went. */
export const OUTCOMES = [
  'reached',
  'voicemail',
  'no_answer',
  'wrong_number',
  'held',
  'rescheduled',
  'no_show',
  'other',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const MAX_BODY = 20_000;
export const MAX_MINUTES = 1_440;
