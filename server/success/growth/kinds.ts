/** What can be sold in addition, and how a proposal stands; the web app offers them as they are. */
export const OPPORTUNITY_KINDS = ['seats', 'plan', 'product'] as const;
export type OpportunityKind = (typeof OPPORTUNITY_KINDS)[number];

export const OPPORTUNITY_STATES = ['open', 'accepted', 'dismissed'] as const;
export type OpportunityState = (typeof OPPORTUNITY_STATES)[number];

export const OPPORTUNITY_SORTS = ['monthlyMinor', 'foundAt'] as const;
export type OpportunitySort = (typeof OPPORTUNITY_SORTS)[number];
