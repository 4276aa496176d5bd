import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QuoteRow } from './queries.ts';

const COLORS: Record<QuoteRow['state'], string> = {
  ...{ draft: 'gray', sent: 'blue', accepted: 'teal', declined: 'red', withdrawn: 'gray' },
  ...{ replaced: 'gray', expired: 'yellow' },
};

export function QuoteState({ state }: Pick<QuoteRow, 'state'>) {
  const { t } = useTranslation();
  return (
    <Badge color={COLORS[state]} variant="light" tt="none" component="span">
      {t(`quotes:state.${state}`)}
    </Badge>
  );
}
