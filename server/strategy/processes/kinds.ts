export const PROCESSES = ['intake', 'handOff', 'approval', 'commission', 'payout', 'playbook'] as const;

export const STEPS = [
  ...(['arrived', 'duplicates', 'owners'] as const),
  ...(['handedOff', 'taken', 'returned'] as const),
  ...(['invited', 'decided'] as const),
  ...(['booked', 'examined', 'approved'] as const),
  ...(['payoutPrepared', 'payoutApproved', 'payoutPaid'] as const),
  ...(['begun', 'playbookStep', 'ended'] as const),
] as const;

/** Either is: by the machine for some, by a person for others. */
export const DOERS = ['machine', 'person', 'either'] as const;

export const SWITCHES = ['assignment_rule', 'offer', 'payout_schedule', 'playbook', 'playbook_step'] as const;
