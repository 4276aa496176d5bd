import { Alert, Button, FileButton, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayoutResults } from '../../server/payouts/results/schema.ts';
import type { PayoutDetail } from '../../server/payouts/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import type { Column } from '../ui/data-table.tsx';
import { Fact } from '../ui/fact.tsx';
import { Money } from '../ui/money.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { tellDone } from '../ui/toast.tsx';
import { useResults } from './queries.ts';

const ACCEPTED = '.csv,.tsv,.txt,text/csv';
const SHOWN_ROWS = 100;

type Results = Jsonified<PayoutResults>;

interface ResultsDialogProps {
  payout: Jsonified<PayoutDetail>;
  onClose(): void;
}

/** Takes the file that the bank or PayPal gives back: shows what it would change, then changes it. */
export function ResultsDialog({ payout, onClose }: ResultsDialogProps) {
  const { t } = useTranslation();
  const results = useResults(payout.id);
  const [content, setContent] = useState('');
  const [shown, show] = useState<Results | null>(null);
  const look = async (file: File | null) => {
    if (!file) return;
    const text = await file.text();
    setContent(text);
    show(null);
    results.mutate({ content: text, isPreview: true }, { onSuccess: show });
  };
  const apply = () =>
    results.mutate(
      { content, isPreview: false },
      {
        onSuccess: () => {
          tellDone(t('payouts:results.applied'));
          onClose();
        },
      },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('payouts:results.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        <Text size="sm">{t('payouts:results.detail')}</Text>
        <FileButton accept={ACCEPTED} onChange={look}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={results.isPending}
              leftSection={<IconFileSpreadsheet size={16} />}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('payouts:results.choose')}
            </Button>
          )}
        </FileButton>
        {shown && <ResultsPreview results={shown} currency={payout.currency} />}
        {shown && (
          <Group justify="flex-end">
            <Button loading={results.isPending} disabled={!changesSomething(shown)} onClick={apply}>
              {t('payouts:results.apply')}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}

function changesSomething({ totals, errors }: Results): boolean {
  return (
    errors.length === 0 &&
    totals.some(({ outcome, count }) => count > 0 && ['paid', 'failed', 'returned'].includes(outcome))
  );
}

function ResultsPreview({ results, currency }: { results: Results; currency: string }) {
  const { t } = useTranslation();
  const columns: Column<Results['rows'][number]>[] = [
    { id: 'line', label: t('payouts:results.line'), cell: ({ line }) => line },
    {
      id: 'affiliate',
      label: t('payouts:column.affiliate'),
      isTitle: true,
      cell: ({ affiliateName, reference }) => affiliateName ?? reference,
    },
    {
      id: 'amount',
      label: t('payouts:column.amount'),
      align: 'right',
      cell: ({ amountMinor }) =>
        amountMinor === null ? '–' : <Money amountMinor={amountMinor} currency={currency} />,
    },
    {
      id: 'outcome',
      label: t('payouts:column.state'),
      cell: ({ outcome }) => t(`payouts:results.outcome.${outcome}`),
    },
    { id: 'reason', label: t('payouts:reason'), isProse: true, cell: ({ reason }) => reason },
  ];
  return (
    <>
      {results.errors.length > 0 && (
        <Alert color="red" title={t('payouts:results.refused')} role="alert">
          <List size="sm">
            {results.errors.slice(0, SHOWN_ROWS).map(({ line, text }) => (
              <List.Item key={line}>{text}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <div>
        {results.totals
          .filter(({ count }) => count > 0)
          .map(({ outcome, count, amountMinor }) => (
            <Fact key={outcome} label={t(`payouts:results.outcome.${outcome}`)}>
              {count} · <Money amountMinor={amountMinor} currency={currency} />
            </Fact>
          ))}
      </div>
      <SimpleTable
        label={t('payouts:results.title')}
        columns={columns}
        rows={results.rows.slice(0, SHOWN_ROWS)}
        rowKey={({ line }) => String(line)}
      />
      {results.rows.length > SHOWN_ROWS && (
        <Text size="xs" c="dimmed">
          {t('payouts:results.more', { count: results.rows.length - SHOWN_ROWS })}
        </Text>
      )}
    </>
  );
}
