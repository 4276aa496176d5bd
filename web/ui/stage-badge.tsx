import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { STAGES } from '../../server/customers/rules.ts';

export type Stage = (typeof STAGES)[number];

const COLORS: Record<Stage, string> = { lead: 'gray', trial: 'ink', customer: 'ink', churned: 'gray' };

/** Where the account or person stands on its way. */
export function StageBadge({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const variant = stage === 'customer' ? 'light' : stage === 'churned' ? 'default' : 'outline';
  return (
    <Badge color={COLORS[stage]} variant={variant} tt="none" fw={550}>
      {t(`customers:stage.${stage}`)}
    </Badge>
  );
}
