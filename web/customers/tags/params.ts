/** In which search parameters a list's filter by tags stands. */
export const TAG_PARAMS = ['tag', 'tagAll', 'tagNone'] as const;
export type TagParam = (typeof TAG_PARAMS)[number];
