import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';

/** Leads those who may to where clicks, leads and sales are connected. */
export function ConnectButton() {
  const { t } = useTranslation();
  const can = useCan();
  if (!can('workspace.write')) return null;
  return (
    <Button component={Link} to="/connect" variant="default">
      {t('connections:connect.open')}
    </Button>
  );
}
