import { Button, Code, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { OfferName } from '../affiliates/offer-name.tsx';
import { useCan } from '../shell/session.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { ArchiveButton, StatusBadge } from './archiving.tsx';
import { NewCouponDialog } from './new-coupon-dialog.tsx';
import { type CouponRow, useCoupons } from './queries.ts';

/** The coupon codes of one affiliate: whoever buys with one is credited to them. */
export function CouponsPanel({ affiliateId }: { affiliateId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isAdding, adding] = useDisclosure(false);
  return (
    <Panel
      isFlush
      title={t('tracking:coupons.title')}
      detail={t('tracking:coupons.detail')}
      actions={
        can('links.write') && (
          <Button size="compact-sm" variant="default" onClick={adding.open}>
            {t('tracking:coupons.new')}
          </Button>
        )
      }
    >
      <DataTable
        label={t('tracking:coupons.title')}
        columns={useCouponColumns()}
        pages={useCoupons({ affiliateId })}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('tracking:coupons.none')} />}
      />
      {isAdding && <NewCouponDialog affiliateId={affiliateId} onClose={adding.close} />}
    </Panel>
  );
}

function useCouponColumns(): Column<CouponRow>[] {
  const { t } = useTranslation();
  const can = useCan();
  return [
    {
      id: 'code',
      label: t('tracking:coupons.code'),
      isTitle: true,
      cell: ({ code }) => (
        <Group gap={4} wrap="nowrap">
          <Code>{code}</Code>
          <CopyButton value={code} />
        </Group>
      ),
    },
    { id: 'offer', label: t('tracking:column.offer'), cell: ({ offerId }) => <OfferName id={offerId} /> },
    {
      id: 'status',
      label: t('tracking:column.status'),
      cell: ({ status }) => <StatusBadge status={status} />,
    },
    {
      id: 'acts',
      label: t('tracking:column.acts'),
      isLabelHidden: true,
      align: 'right',
      cell: ({ id, status, code }) =>
        can('links.write') && <ArchiveButton path="/coupons" id={id} status={status} name={code} />,
    },
  ];
}
