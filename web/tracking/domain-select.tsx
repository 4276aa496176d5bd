import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDomains } from './domain-queries.ts';

/** A proven domain for a link; nothing to choose while there is none. */
export function DomainSelect(props: Pick<SelectProps, 'value' | 'onChange' | 'error'>) {
  const { t } = useTranslation();
  const proven = useDomains().data?.data.filter(({ status }) => status !== 'waiting') ?? [];
  if (proven.length === 0) return null;
  return (
    <Select
      label={t('tracking:domains.one')}
      placeholder={t('tracking:domains.ownAddress')}
      data={proven.map(({ host }) => host)}
      clearable
      {...props}
    />
  );
}
