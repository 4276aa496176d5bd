import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOffers } from '../affiliates/queries.ts';

/** An offer that is in use. */
export function OfferSelect(props: Pick<SelectProps, 'value' | 'defaultValue' | 'onChange' | 'error'>) {
  const { t } = useTranslation();
  const active = useOffers().data?.filter(({ status }) => status === 'active') ?? [];
  return (
    <Select
      label={t('tracking:column.offer')}
      data={active.map(({ id, name }) => ({ value: id, label: name }))}
      allowDeselect={false}
      required
      {...props}
    />
  );
}
