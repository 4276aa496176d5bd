import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsRightLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DealRow, StageRecord } from './queries.ts';

interface StageMenuProps {
  deal: DealRow;
  stages: StageRecord[];
  onMove(deal: DealRow, stage: StageRecord): void;
}

/** Moves a deal without dragging it. */
export function StageMenu({ deal, stages, onMove }: StageMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('deals:act.moveDeal', { deal: deal.name })}
        >
          <IconArrowsRightLeft size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('deals:act.move')}</Menu.Label>
        {stages
          .filter(({ id }) => id !== deal.stageId)
          .map((stage) => (
            <Menu.Item key={stage.id} onClick={() => onMove(deal, stage)}>
              {stage.name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
