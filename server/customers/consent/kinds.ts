/** What somebody can be written to or called for. */
export const PURPOSES = ['news', 'product', 'program', 'surveys'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Nothing of any kind: refused alone, never granted. */
export const EVERYTHING = 'all';

export const CHANNELS = ['email', 'phone', 'sms', 'post'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The lawful bases of GDPR article 6 (1) a, b, f and c. */
export const BASES = ['consent', 'contract', 'legitimate_interest', 'legal_obligation'] as const;

/** Who said it, or where it came from. */
export const SOURCES = ['person', 'form', 'import', 'api', 'staff', 'merge'] as const;
