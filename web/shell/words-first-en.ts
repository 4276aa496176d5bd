// What navigation, sign-in and home say: the first screen waits for these alone.
const files = import.meta.glob<object>(
  '../../locales/en/{app,customers,entry,health,home,nav,quality,revenue,visitors}.json',
  {
    eager: true,
    import: 'default',
  },
);

/** Sentences, by room. */
export const catalog = Object.fromEntries(
  Object.entries(files).map(([file, words]) => [file.replace(/^.*\/|\.json$/g, ''), words]),
);
