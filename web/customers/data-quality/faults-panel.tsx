import { NavLink, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Count } from '../../ui/numbers.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { FaultView } from './queries.ts';

const KINDS = ['missing', 'stale', 'contradicting', 'duplicate'] as const;

/** Every fault that is looked for with how many records have it; one is chosen. */
export function FaultsPanel({
  faults,
  chosen,
  onChoose,
}: {
  faults: FaultView[];
  chosen: string | undefined;
  onChoose(key: FaultView['key']): void;
}) {
  const { t } = useTranslation();
  return (
    <Panel title={t('dataQuality:faults')} detail={t('dataQuality:faultsDetail')}>
      <Stack gap="sm">
        {KINDS.map((kind) => (
          <section key={kind} aria-label={t(`dataQuality:kind.${kind}`)}>
            <Text size="xs" c="dimmed" fw={600} mb={4}>
              {t(`dataQuality:kind.${kind}`)}
            </Text>
            {faults
              .filter((fault) => fault.kind === kind)
              .map((fault) => (
                <NavLink
                  key={fault.key}
                  component="button"
                  type="button"
                  active={fault.key === chosen}
                  aria-pressed={fault.key === chosen}
                  onClick={() => onChoose(fault.key)}
                  label={t(`dataQuality:fault.${fault.key}`)}
                  rightSection={
                    <Text size="sm" fw={600} c={fault.count > 0 ? undefined : 'dimmed'}>
                      <Count value={fault.count} />
                    </Text>
                  }
                />
              ))}
          </section>
        ))}
      </Stack>
    </Panel>
  );
}
