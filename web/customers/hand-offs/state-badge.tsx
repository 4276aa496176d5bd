import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HandOffRow } from './queries.ts';

const COLORS: Record<HandOffRow['state'], string> = {
  ...{ waiting: 'blue', accepted: 'teal', returned: 'yellow', withdrawn: 'gray' },
};

export function HandOffState({ state }: Pick<HandOffRow, 'state'>) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} variant="light" tt="none" component="span">
      {t(`handOffs:state.${state}`)}
    </Badge>
  );
}
