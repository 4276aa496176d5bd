import { List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { readerLocale } from '../../ui/format.ts';
import { Loaded } from '../../ui/states.tsx';
import { importObjectsQuery } from './queries.ts';
import { type Forecast, forecastQuery } from './undo-queries.ts';

interface UndoDialogProps {
  runId: string;
  /** Objects whose records the undo leaves alone. */
  leaves: string[];
  isOpen: boolean;
  isBusy: boolean;
  onClose(): void;
  onConfirm(): void;
}

/** Says in figures what an undo would do, and asks. */
export function UndoDialog({ runId, leaves, ...dialog }: UndoDialogProps) {
  const { t } = useTranslation();
  const forecast = useQuery({ ...forecastQuery(runId), enabled: dialog.isOpen });
  return (
    <ConfirmDialog
      {...dialog}
      title={t('importing:undo.confirmTitle')}
      action={t('importing:undo.act')}
      isDangerous
      isBusy={dialog.isBusy || forecast.isPending}
    >
      <Loaded query={forecast}>{(data) => <Effects forecast={data} leaves={leaves} />}</Loaded>
    </ConfirmDialog>
  );
}

function Effects({ forecast, leaves }: { forecast: Forecast; leaves: string[] }) {
  const { t, i18n } = useTranslation();
  const objects = useQuery({ ...importObjectsQuery(null), enabled: leaves.length > 0 }).data?.data ?? [];
  const labels = leaves.map((name) => objects.find((object) => object.name === name)?.label ?? name);
  return (
    <Stack gap="xs">
      <List size="sm" spacing={4}>
        <List.Item>{t('importing:undo.wouldRemove', { count: forecast.removed })}</List.Item>
        <List.Item>{t('importing:undo.wouldRestore', { count: forecast.restored })}</List.Item>
        {forecast.kept.map(({ reason, count }) => (
          <List.Item key={reason}>
            {t('importing:undo.wouldKeep', { count, reason: t(`importing:undo.reason.${reason}`) })}
          </List.Item>
        ))}
      </List>
      {labels.length > 0 && (
        <Text size="sm">
          {t('importing:undo.leaves', {
            what: new Intl.ListFormat(readerLocale(i18n.language)).format(labels),
          })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t('importing:undo.once')}
      </Text>
    </Stack>
  );
}
