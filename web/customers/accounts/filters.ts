import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import type { Filter } from '../../ui/filter-bar.tsx';
import { accountChoicesQuery, useOwnerOptions } from '../queries.ts';

const STAGES = ['lead', 'trial', 'customer', 'churned'];
const FEELINGS = ['happyUsing', 'happyIdle', 'unhappyUsing', 'unhappyIdle'];
const BANDS = ['good', 'average', 'poor', 'not_scored'];

/** What the list of accounts can be narrowed by; the values come from the accounts that are there. */
export function useAccountFilters(): Filter[] {
  const { t } = useTranslation();
  const { data: choices } = useQuery(accountChoicesQuery);
  const owners = useOwnerOptions();
  const choice = (name: string, label: string, values: string[], say = (value: string) => value): Filter => ({
    kind: 'choice',
    name,
    label,
    options: values.map((value) => ({ value, label: say(value) })),
  });
  return [
    { kind: 'text', name: 'q', label: t('accounts:filter.q') },
    {
      kind: 'choice',
      name: 'stage',
      label: t('accounts:field.stage'),
      options: STAGES.map((value) => ({ value, label: t(`customers:stage.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'healthBand',
      label: t('accounts:field.health'),
      options: BANDS.map((value) => ({ value, label: t(`customers:healthBand.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'feeling',
      label: t('customers:feeling.label'),
      options: FEELINGS.map((value) => ({ value, label: t(`customers:feeling.${value}`) })),
    },
    { kind: 'choice', name: 'ownerId', label: t('accounts:field.owner'), options: owners },
    choice('channel', t('accounts:field.channel'), choices?.channels ?? [], (channel) =>
      channelWords(t, channel),
    ),
    choice('industry', t('accounts:field.industry'), choices?.industries ?? []),
    choice('planTier', t('accounts:field.plan'), choices?.planTiers ?? []),
  ];
}
