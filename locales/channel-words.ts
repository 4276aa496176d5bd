export type Say = (key: string, values: { defaultValue: string }) => string;

/**
 * A channel as people say it: `Paid-Search` and `paid_search` in the reader's language, when the catalog knows the
 * channel, else the company's own name of it, without underscores.
 */
export function channelWords(say: Say, channel: string): string {
  const name = channel.toLowerCase().replace(/[\s-]+/g, '_');
  return say(`customers:channel.${name}`, { defaultValue: '' }) || channel.replaceAll('_', ' ');
}
