import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../locales/channel-words.ts';
import type { AccountChoices } from '../../server/customers/schema/account.ts';
import { api } from '../ui/api.ts';
import type { Filter } from '../ui/filter-bar.tsx';
import { type Format, useFormat } from '../ui/format.ts';
import { EXCLUSION_REASONS } from './factors.ts';

const SEGMENTS = [
  { name: 'industry', choice: 'industries' },
  { name: 'country', choice: 'countries' },
  { name: 'planTier', choice: 'planTiers' },
  { name: 'channel', choice: 'channels' },
] as const;

/** The segments that accounts fall into, and on the second view the reason for leaving somebody out. */
export function useRankingFilters(isExcludedView: boolean): Filter[] {
  const { t } = useTranslation();
  const format = useFormat();
  const choices = useQuery({
    queryKey: ['/accounts/choices'],
    queryFn: () => api.get<AccountChoices>('/accounts/choices'),
  });
  const segments: Filter[] = SEGMENTS.map(({ name, choice }) => ({
    kind: 'choice',
    name,
    label: t(`ranking:segment.${name}`),
    options: (choices.data?.[choice] ?? []).map((value) => ({
      value,
      label: segmentWords(t, format, name, value),
    })),
  }));
  if (!isExcludedView) return segments;
  const reasons = EXCLUSION_REASONS.map((value) => ({ value, label: t(`ranking:exclusion.${value}`) }));
  return [...segments, { kind: 'choice', name: 'reason', label: t('ranking:reason'), options: reasons }];
}

function segmentWords(t: TFunction, format: Format, name: string, value: string): string {
  if (name === 'channel') return channelWords(t, value);
  return name === 'country' ? format.country(value) : value.replaceAll('_', ' ');
}
