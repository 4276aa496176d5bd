import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PayoutDetail } from '../../server/payouts/schema.ts';
import { useCan } from '../shell/session.ts';
import { downloadAddress, type Jsonified } from '../ui/api.ts';

const FILES = [
  { kind: 'paypal', name: 'paypal.csv', label: 'file' },
  { kind: 'wise', name: 'wise.csv', label: 'wiseFile' },
  { kind: 'sepa', name: 'sepa.xml', label: 'sepaFile' },
] as const;

/** The files by which an approved batch is sent, one kind for each way to be paid; account numbers only for payers. */
export function PayoutFiles({ payout }: { payout: Jsonified<PayoutDetail> }) {
  const { t } = useTranslation();
  const can = useCan();
  const canPay = can('payouts.create');
  const address = `/payouts/${payout.id}`;
  return (
    <>
      {FILES.filter(({ kind }) => kind === 'paypal' || canPay).flatMap(({ kind, name, label }) => {
        const count = payout.files[kind];
        return Array.from({ length: count }, (_, index) => index + 1).map((file) => (
          <FileLink
            key={`${kind} ${file}`}
            href={downloadAddress(`${address}/${name}`, count > 1 ? { file } : {})}
            label={count > 1 ? t(`payouts:${label}Of`, { file, count }) : t(`payouts:${label}`)}
          />
        ));
      })}
      {canPay && <FileLink href={downloadAddress(`${address}/all.csv`)} label={t('payouts:wholeFile')} />}
    </>
  );
}

function FileLink({ href, label }: { href: string; label: string }) {
  return (
    <Button component="a" variant="default" leftSection={<IconDownload size={16} />} href={href} download>
      {label}
    </Button>
  );
}
