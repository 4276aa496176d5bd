import { useTranslation } from 'react-i18next';
import { channelWords } from '../../../locales/channel-words.ts';
import { useFormat } from '../../ui/format.ts';
import type { RuleRow } from './queries.ts';

/** What must hold for a record, in one line. */
export function useConditionWords(): (conditions: RuleRow['conditions']) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (conditions) => {
    const { stages, countries, channels, industries, planTiers, minSeats, maxSeats } = conditions;
    const isOneOf = (field: string, values: string[] | undefined, say = (value: string) => value) =>
      values ? [`${t(`ownership:field.${field}`)}: ${values.map(say).join(', ')}`] : [];
    const words = [
      ...isOneOf('stages', stages, (stage) => t(`customers:stage.${stage}`)),
      ...isOneOf('countries', countries, format.country),
      ...isOneOf('channels', channels, (channel) => channelWords(t, channel)),
      ...isOneOf('industries', industries),
      ...isOneOf('planTiers', planTiers),
      ...(minSeats === undefined ? [] : [`${t('ownership:field.minSeats')}: ${format.number(minSeats)}`]),
      ...(maxSeats === undefined ? [] : [`${t('ownership:field.maxSeats')}: ${format.number(maxSeats)}`]),
    ];
    return words.length > 0 ? words.join(' · ') : t('ownership:rules.everyRecord');
  };
}
