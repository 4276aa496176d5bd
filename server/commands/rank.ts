import { channelWords, type Say } from '../../locales/channel-words.ts';
import { words } from '../core/words.ts';
import { type RankedAccount, type RankingFilters, rankAdvocates, refreshScores } from '../success/index.ts';

interface RankOptions {
  limit: number;
  locale: string;
  filters?: RankingFilters;
}

/** Prints the best customers to recruit, each with score, factors, reasons and whom to ask. */
export async function printRanking(workspaceId: string, options: RankOptions): Promise<void> {
  console.log(await rankForTerminal(workspaceId, options));
}

/** The ranking as text for people, computed from the newest facts. */
export async function rankForTerminal(workspaceId: string, options: RankOptions): Promise<string> {
  const { accounts, asOf } = await refreshScores(workspaceId, null);
  const ranked = await rankAdvocates(workspaceId, options);
  const { locale } = options;
  if (ranked.length === 0) return words(locale, 'success:terminal.empty', { count: accounts });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(asOf);
  const title = `${words(locale, 'success:terminal.title')} (${words(locale, 'success:terminal.asOf', { asOf: day })})`;
  return [title, ...ranked.map((entry, index) => describe(entry, index + 1, locale))].join('\n\n');
}

/** The ranking for machines, computed from the newest facts: factors 0–1, reasons and why-to-ask in words. */
export async function rankAsJson(workspaceId: string, options: RankOptions) {
  await refreshScores(workspaceId, null);
  const ranked = await rankAdvocates(workspaceId, options);
  return {
    accounts: ranked.map(({ account, score, factors, reasons, people }) => ({
      account,
      score,
      factors: factorValues(factors),
      reasons: reasons.map(({ text }) => text),
      people: people.map(({ why, ...person }) => ({ ...person, why: why.text })),
    })),
  };
}

function factorValues({ willingness, success, reach, worth }: RankedAccount['factors']) {
  return { willingness: willingness.value, success: success.value, reach: reach.value, worth: worth.value };
}

function describe({ account, score, factors, reasons, people }: RankedAccount, rank: number, locale: string) {
  const factorText = Object.entries(factorValues(factors))
    .map(([name, value]) => `${words(locale, `success:factor.${name}`).toLowerCase()} ${value.toFixed(2)}`)
    .join(' · ');
  const say: Say = (key, values) => words(locale, key, { ...values });
  const channel =
    account.channel && `${words(locale, 'success:terminal.channel')}: ${channelWords(say, account.channel)}`;
  const asked = people.map(({ name, email, title }) => [name ?? email, title].filter(Boolean).join(', '));
  return [
    `${String(rank).padStart(3)}. ${account.name} — ${score.toFixed(1)}`,
    `     ${[factorText, channel].filter(Boolean).join(' · ')}`,
    ...reasons.map(({ text }) => `     ✓ ${text}`),
    `     ${words(locale, 'success:terminal.ask')}: ${asked.join('; ') || words(locale, 'success:terminal.nobody')}`,
  ].join('\n');
}
