import { Button, List, Popover, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from './queries.ts';

/** The reason, which opens into every figure that led to it. */
export function Figures({ row: { reason, inputs } }: { row: OpportunityRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">{reason.text}</Text>
      <Popover withArrow position="bottom-start" width={320}>
        <Popover.Target>
          <Button variant="subtle" size="compact-xs" px={0}>
            {t('upsell:figures')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('upsell:figures')}>
          <List size="sm">
            {inputs.map(({ code, text }) => (
              <List.Item key={code}>{text}</List.Item>
            ))}
          </List>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
