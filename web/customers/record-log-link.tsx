import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';

/** The way to who saw and changed a record, for those who may read the log. */
export function RecordLogLink({ objectId }: { objectId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  if (!can('audit.read')) return null;
  return (
    <Anchor
      size="sm"
      mt={4}
      renderRoot={(props) => <Link to="/settings/audit" search={{ objectId }} {...props} />}
    >
      {t('customers:recordLog')}
    </Anchor>
  );
}
