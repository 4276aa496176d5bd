import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EntryTable } from '../payouts/recoveries/entry-table.tsx';
import { type OwnRecoveryRow, useOwnRecoveries } from '../payouts/recoveries/queries.ts';
import { RecoveryState } from '../payouts/recoveries/recovery-state.tsx';
import { Fact } from '../ui/fact.tsx';
import { Money } from '../ui/money.tsx';
import { Panel } from '../ui/panel.tsx';

/** What the affiliate is asked to send back, and was; nothing where there never was any. */
export function RecoveriesPanel() {
  const { t } = useTranslation();
  const own = useOwnRecoveries().data?.data ?? [];
  if (own.length === 0) return null;
  return (
    <Panel title={t('recoveries:own.title')} detail={t('recoveries:own.detail')}>
      <Stack gap="lg">
        {own.map((recovery) => (
          <OwnRecovery key={recovery.id} recovery={recovery} />
        ))}
      </Stack>
    </Panel>
  );
}

function OwnRecovery({ recovery }: { recovery: OwnRecoveryRow }) {
  const { t } = useTranslation();
  const { currency, state } = recovery;
  return (
    <div>
      <Fact label={t('recoveries:column.amount')}>
        <Money amountMinor={recovery.amountMinor} currency={currency} /> <RecoveryState state={state} />
      </Fact>
      {state === 'open' && (
        <>
          <Fact label={t('recoveries:own.open')}>
            <Money amountMinor={recovery.openMinor} currency={currency} />
          </Fact>
          {recovery.note && <Text size="sm">{recovery.note}</Text>}
          {recovery.howToRepay && (
            <Fact label={t('recoveries:own.how')}>
              <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
                {recovery.howToRepay}
              </Text>
            </Fact>
          )}
          <EntryTable entries={recovery.entries} currency={currency} />
        </>
      )}
    </div>
  );
}
