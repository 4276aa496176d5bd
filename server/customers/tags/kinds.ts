export const TAG_COLORS = ['blue', 'teal', 'yellow', 'gray', 'red'] as const;
export type TagColor = (typeof TAG_COLORS)[number];

/** What can be tagged. */
export const TAGGED_OBJECTS = ['account', 'person', 'deal'] as const;
export type TaggedObject = (typeof TAGGED_OBJECTS)[number];
