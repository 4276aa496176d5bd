// Catalogs that only the server speaks from stay there: its answers carry the finished sentences.
const files = import.meta.glob<object>(
  [
    '../../locales/th/*.json',
    '!../../locales/th/assessments.json',
    '!../../locales/th/commands.json',
    '!../../locales/th/imports.json',
    '!../../locales/th/offline.json',
    '!../../locales/th/papers.json',
    '!../../locales/th/signals.json',
    '!../../locales/th/success.json',
    // The glossary comes with the first term that is looked up.
    '!../../locales/th/terms.json',
    '!../../locales/th/workspace.json',
  ],
  { eager: true, import: 'default' },
);

/** Every room's sentences, by room. */
export const catalog = Object.fromEntries(
  Object.entries(files).map(([file, words]) => [file.replace(/^.*\/|\.json$/g, ''), words]),
);
