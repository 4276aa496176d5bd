import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import type { Stakeholder } from './stakeholder.ts';

/** Who it is, and when anybody was last in touch with them. */
export function StakeholderName({
  person: { personId, name, email, title, lastTouchAt },
}: {
  person: Stakeholder;
}) {
  const { t } = useTranslation();
  return (
    <div style={{ minWidth: 0 }}>
      <Anchor
        size="sm"
        fw={550}
        c="var(--mantine-color-text)"
        renderRoot={(props) => <Link to="/people/$personId" params={{ personId }} {...props} />}
      >
        {name ?? email ?? '–'}
      </Anchor>
      <Text size="xs" c="dimmed" component="div">
        {title && `${title} · `}
        {t('people:part.lastTouch')} <DateTime at={lastTouchAt} form="ago" />
      </Text>
    </div>
  );
}
