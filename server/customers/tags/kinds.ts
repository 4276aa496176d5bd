export const TAG_COLORS = ['gray', 'blue', 'teal', 'yellow', 'red', 'grape'] as const;
export type TagColor = (typeof TAG_COLORS)[number];

/** What can be tagged. */
export const TAGGED_OBJECTS = ['account', 'person', 'deal'] as const;
export type TaggedObject = (typeof TAGGED_OBJECTS)[number];
