export const HAND_OFF_STATES = ['waiting', 'accepted', 'returned', 'withdrawn'] as const;

/** Why a lead is given back. */
export const RETURN_REASONS = [
  'not_ready',
  'wrong_contact',
  'no_need',
  'no_budget',
  'bad_data',
  'duplicate',
  'other',
] as const;

/** What to do next with a lead, as far as the record tells. */
export const SUGGESTIONS = [
  'find_contact',
  'prepare_meeting',
  'answer_today',
  'call_instead',
  'continue_deal',
  'find_decision_maker',
  'revive',
  'introduce',
] as const;
export type Suggestion = (typeof SUGGESTIONS)[number];
