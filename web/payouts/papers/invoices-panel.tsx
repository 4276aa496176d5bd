import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { Panel } from '../../ui/panel.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { InvoiceTable } from './invoice-table.tsx';
import { type InvoiceRow, useWriteInvoices } from './queries.ts';

/** The papers of a payout; those that could not be written when it was paid are written here. */
export function InvoicesPanel({ payoutId }: { payoutId: string }) {
  const { t } = useTranslation();
  const canPay = useCan()('payouts.create');
  const write = useWriteInvoices(payoutId);
  const [corrected, correct] = useState<InvoiceRow | null>(null);
  const writeAll = () =>
    write.mutate(undefined, {
      onSuccess: ({ written, isCompanyMissing, withoutTaxData }) =>
        tellDone(
          isCompanyMissing
            ? t('tax:invoices.noCompany')
            : [
                t('tax:invoices.written', { count: written }),
                withoutTaxData > 0 && t('tax:invoices.waiting', { count: withoutTaxData }),
              ]
                .filter(Boolean)
                .join(' '),
        ),
    });
  return (
    <Panel
      isFlush
      title={t('tax:invoices.title')}
      actions={
        canPay && (
          <Button size="xs" variant="default" loading={write.isPending} onClick={writeAll}>
            {t('tax:invoices.write')}
          </Button>
        )
      }
    >
      <InvoiceTable path="/invoices" query={{ payoutId }} onCorrect={canPay ? correct : undefined} />
      {corrected && <CorrectionDialog invoice={corrected} onClose={() => correct(null)} />}
    </Panel>
  );
}
