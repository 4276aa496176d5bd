import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGroups } from './queries.ts';

/** One group or none; absent while the company has no group. */
export function GroupSelect(
  props: Pick<SelectProps, 'label' | 'value' | 'defaultValue' | 'onChange' | 'error'>,
) {
  const { t } = useTranslation();
  const groups = useGroups().data ?? [];
  if (groups.length === 0) return null;
  return (
    <Select
      data={[
        { value: '', label: t('affiliates:groups.none') },
        ...groups.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      allowDeselect={false}
      searchable
      {...props}
    />
  );
}
