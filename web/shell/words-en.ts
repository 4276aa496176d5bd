// Catalogs that only the server speaks from stay there: its answers carry the finished sentences.
const files = import.meta.glob<object>(
  [
    '../../locales/en/*.json',
    '!../../locales/en/assessments.json',
    '!../../locales/en/commands.json',
    '!../../locales/en/imports.json',
    '!../../locales/en/offline.json',
    '!../../locales/en/papers.json',
    '!../../locales/en/signals.json',
    '!../../locales/en/success.json',
    // The glossary comes with the first term that is looked up.
    '!../../locales/en/terms.json',
    '!../../locales/en/workspace.json',
  ],
  { eager: true, import: 'default' },
);

/** Every room's sentences, by room. */
export const catalog = Object.fromEntries(
  Object.entries(files).map(([file, words]) => [file.replace(/^.*\/|\.json$/g, ''), words]),
);
