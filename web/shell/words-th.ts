const files = import.meta.glob<object>('../../locales/th/*.json', { eager: true, import: 'default' });

/** Every room's sentences, by room. */
export const catalog = Object.fromEntries(
  Object.entries(files).map(([file, words]) => [file.replace(/^.*\/|\.json$/g, ''), words]),
);
