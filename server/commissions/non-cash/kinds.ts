/** What earned a reward: a promise of the plan, or a person. */
export const OCCASIONS = ['lead', 'first_sale', 'sale', 'manual'] as const;

export const REWARD_KINDS = ['credit', 'points', 'gift'] as const;

export const REWARD_STATES = ['waiting', 'due', 'given', 'cancelled'] as const;

/** What became of a sale that earned a reward, or that a person took it back. */
export const LOSS_CAUSES = ['refunded', 'declined', 'moved', 'by_hand'] as const;
export type LossCause = (typeof LOSS_CAUSES)[number];
