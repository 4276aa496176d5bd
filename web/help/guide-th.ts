/** The guide in Thai, by file name. */
export const pages = import.meta.glob<string>('../../docs/guide/th/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
});
