/** The words that a deal and its people are described with; the web app offers them as they are. */
export const DEAL_STATES = ['open', 'won', 'lost'] as const;
export type DealState = (typeof DEAL_STATES)[number];

export const LEVELS = ['low', 'medium', 'high'] as const;

/** How somebody stands to the deal. */
export const ATTITUDES = ['supporter', 'neutral', 'opponent'] as const;

export const DEAL_SORTS = [
  'name',
  'amountMinor',
  'expectedOn',
  'createdAt',
  'stageSince',
  'closedAt',
] as const;
export type DealSort = (typeof DEAL_SORTS)[number];
