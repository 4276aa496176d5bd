import { useTranslation } from 'react-i18next';
import { useSession } from '../shell/session.ts';
import { useFormat } from '../ui/format.ts';
import { CRITERIA, type CriterionName, useCriterionOptions } from './criteria-kinds.ts';
import type { Criteria, Definition } from './queries.ts';

const PERCENT = 100;

/** The conditions in words, one after another. */
export function useCriteriaWords(): (criteria: Criteria | null | undefined) => string[] {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { workspace } = useSession();
  const optionsOf = useCriterionOptions();
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' });
  const labelOf = (name: CriterionName, value: string) =>
    optionsOf(name).find((option) => option.value === value)?.label ?? value;
  const say = (name: CriterionName, value: unknown): string => {
    const kind = CRITERIA[name];
    if (kind === 'some') return list.format((value as string[]).map((one) => labelOf(name, one)));
    if (kind === 'one') return labelOf(name, String(value));
    if (kind === 'flag') return t(value ? 'playbooks:yes' : 'playbooks:no');
    if (kind === 'percent') return format.percent(Number(value), 0);
    if (kind === 'money') return format.money(Number(value), workspace.currency);
    return format.number(Number(value));
  };
  return (criteria) =>
    Object.entries(criteria ?? {}).map(([name, value]) =>
      t(`playbooks:says.${name}`, { value: say(name as CriterionName, value), count: Number(value) || 0 }),
    );
}

/** What is to be reached, in words. */
export function useSuccessWords(): (success: Definition['success']) => string[] {
  const { t } = useTranslation();
  const format = useFormat();
  const sayCriteria = useCriteriaWords();
  return ({ account, mrrGrownPercent, healthGrownBy, isRenewed }) => [
    ...sayCriteria(account),
    ...(mrrGrownPercent
      ? [t('playbooks:says.mrrGrownPercent', { value: format.percent(mrrGrownPercent / PERCENT, 1) })]
      : []),
    ...(healthGrownBy ? [t('playbooks:says.healthGrownBy', { value: format.number(healthGrownBy) })] : []),
    ...(isRenewed ? [t('playbooks:says.isRenewed')] : []),
  ];
}
