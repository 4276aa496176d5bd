import { RingProgress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The score, 0 to 100, as a ring and a number. */
export function ScoreMark({ score, size = 42 }: { score: number; size?: number }) {
  const { t } = useTranslation();
  const rounded = Math.round(score);
  return (
    <RingProgress
      size={size}
      thickness={4}
      roundCaps
      rootColor="var(--line)"
      sections={[{ value: rounded, color: 'var(--mantine-primary-color-filled)' }]}
      role="img"
      aria-label={t('ranking:score', { score: rounded })}
      label={
        <Text size="xs" fw={700} ta="center" className="figures">
          {rounded}
        </Text>
      }
    />
  );
}
