import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { channelWords } from '../../locales/channel-words.ts';
import { accountChoicesQuery, useOwnerOptions } from '../customers/queries.ts';
import type { Criteria } from './queries.ts';

export type CriterionName = keyof Criteria;

/** How a condition is set: some of a list, one of a list, yes or no, or a number of a kind. */
export type CriterionKind = 'some' | 'one' | 'flag' | 'number' | 'percent' | 'money' | 'days';

export const CRITERIA: Record<CriterionName, CriterionKind> = {
  ...({
    stage: 'some',
    healthBand: 'some',
    feeling: 'one',
    isAffiliate: 'flag',
    isOnboarded: 'flag',
  } as const),
  ...({ planTier: 'some', channel: 'some', industry: 'some', country: 'some', ownerId: 'some' } as const),
  ...({
    minMrrMinor: 'money',
    maxMrrMinor: 'money',
    minHealthScore: 'number',
    maxHealthScore: 'number',
  } as const),
  ...({ minChurnRisk: 'percent', maxChurnRisk: 'percent', minAdvocacyScore: 'number' } as const),
  ...({ minOpenTickets: 'number', minUsageTrend: 'percent', maxUsageTrend: 'percent' } as const),
  ...({ minSeatShare: 'percent', signedUpWithinDays: 'days', signedUpBeforeDays: 'days' } as const),
  ...({ idleForDays: 'days', renewsWithinDays: 'days' } as const),
  ...({ boughtWithinDays: 'days', boughtBeforeDays: 'days' } as const),
};
export const CRITERION_NAMES = Object.keys(CRITERIA) as CriterionName[];

const USUAL: Partial<Record<CriterionName, unknown>> = {
  ...{
    stage: ['customer'],
    healthBand: ['poor'],
    feeling: 'happyUsing',
    isAffiliate: false,
    isOnboarded: false,
  },
  ...{ minMrrMinor: 0, maxMrrMinor: 0, minHealthScore: 70, maxHealthScore: 40, minChurnRisk: 0.3 },
  ...{ maxChurnRisk: 0.1, minAdvocacyScore: 50, minOpenTickets: 1, minUsageTrend: 0.2, maxUsageTrend: -0.2 },
  ...{
    minSeatShare: 0.9,
    signedUpWithinDays: 30,
    signedUpBeforeDays: 90,
    idleForDays: 28,
    renewsWithinDays: 90,
    boughtWithinDays: 14,
    boughtBeforeDays: 95,
  },
};

/** What a condition is set to when it is added. */
export function usualValue(name: CriterionName): unknown {
  return USUAL[name] ?? [];
}

export interface Option {
  value: string;
  label: string;
}

const STAGES = ['lead', 'trial', 'customer', 'churned'];
const BANDS = ['good', 'average', 'poor', 'not_scored'];
const FEELINGS = ['happyUsing', 'happyIdle', 'unhappyUsing', 'unhappyIdle'];

/** What a condition with a list can be set to; the values of the company's own come from the accounts that are there. */
export function useCriterionOptions(): (name: CriterionName) => Option[] {
  const { t } = useTranslation();
  const { data } = useQuery(accountChoicesQuery);
  const owners = useOwnerOptions();
  const of = (values: readonly string[] | undefined, say: (value: string) => string = (value) => value) =>
    (values ?? []).map((value) => ({ value, label: say(value) }));
  const options: Partial<Record<CriterionName, Option[]>> = {
    stage: of(STAGES, (value) => t(`customers:stage.${value}`)),
    healthBand: of(BANDS, (value) => t(`customers:healthBand.${value}`)),
    feeling: of(FEELINGS, (value) => t(`customers:feeling.${value}`)),
    ...{ planTier: of(data?.planTiers), industry: of(data?.industries), country: of(data?.countries) },
    channel: of(data?.channels, (channel) => channelWords(t, channel)),
    ownerId: owners,
  };
  return (name) => options[name] ?? [];
}
