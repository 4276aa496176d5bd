export const CYCLES = ['once', 'monthly', 'yearly'] as const;

export const QUOTE_STATES = ['draft', 'sent', 'accepted', 'declined', 'withdrawn', 'replaced'] as const;

/** As readers are told: what was sent and whose day is over has expired. */
export const SHOWN_STATES = [...QUOTE_STATES, 'expired'] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

export const QUOTE_LANGUAGES = ['en', 'th'] as const;
export type QuoteLanguage = (typeof QUOTE_LANGUAGES)[number];
