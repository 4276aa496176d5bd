import { Alert, Button, FileButton, Modal, Stack, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import { useImportRates } from './queries.ts';

const ACCEPTED = '.csv,.txt,text/csv';

/** Takes over a file of the European Central Bank, and says what came of it. */
export function RateFileDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { mutate, isPending, data, error } = useImportRates();
  const send = async (file: File | null) => file && mutate(await file.text());
  const refusal = error && 'fields' in error ? Object.values(error.fields as object).join(' ') : null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('commissions:rates.import')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        <Text size="sm">{t('commissions:rates.importDetail')}</Text>
        <FileButton accept={ACCEPTED} onChange={send}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={isPending}
              leftSection={<IconFileSpreadsheet size={16} />}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('commissions:rates.choose')}
            </Button>
          )}
        </FileButton>
        {error && (
          <Alert color="red" role="alert">
            {refusal || error.message}
          </Alert>
        )}
        {data && (
          <Alert
            color="teal"
            role="status"
            title={t('commissions:rates.imported', { count: data.changedCount })}
          >
            {t('commissions:rates.period', {
              first: format.date(data.firstDay),
              last: format.date(data.lastDay),
            })}
            . {t('commissions:rates.booked', { count: data.bookedCount })}.
          </Alert>
        )}
      </Stack>
    </Modal>
  );
}
