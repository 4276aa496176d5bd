/** The guide in English, by file name. */
export const pages = import.meta.glob<string>('../../docs/guide/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
});
