import { Button, Text } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClickCap } from '../../server/tracking/schema/cap.ts';
import { AffiliateName } from '../affiliates/affiliate-name.tsx';
import { OfferName } from '../affiliates/offer-name.tsx';
import { useCan } from '../shell/session.ts';
import { useFormat } from '../ui/format.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { ToolButton } from '../ui/tool-button.tsx';
import { CapDialog } from './cap-dialog.tsx';
import { useCaps } from './cap-queries.ts';

/** How many clicks of offers and of affiliates in them may count, and how many do. */
export function CapsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const caps = useCaps();
  // Null is a new one; undefined none at all.
  const [open, setOpen] = useState<ClickCap | null>();
  const add = can('links.write') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen(null)}>
      {t('tracking:caps.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('tracking:caps.title')} detail={t('tracking:caps.detail')} actions={add} />
      <Loaded query={caps}>
        {({ data }) => (
          <Panel isFlush>
            {data.length > 0 ? (
              <CapTable caps={data} onEdit={setOpen} />
            ) : (
              <EmptyState title={t('tracking:caps.no')} detail={t('tracking:caps.noDetail')} action={add} />
            )}
          </Panel>
        )}
      </Loaded>
      {open !== undefined && <CapDialog cap={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function CapTable({ caps, onEdit }: { caps: ClickCap[]; onEdit(cap: ClickCap): void }) {
  const { t } = useTranslation();
  const can = useCan();
  const { number } = useFormat();
  return (
    <SimpleTable
      label={t('tracking:caps.title')}
      rows={caps}
      rowKey={({ offerId, affiliateId }) => `${offerId} ${affiliateId}`}
      columns={[
        {
          id: 'offer',
          label: t('tracking:column.offer'),
          isTitle: true,
          cell: ({ offerId }) => <OfferName id={offerId} />,
        },
        {
          id: 'affiliate',
          label: t('tracking:column.affiliate'),
          cell: ({ affiliateId }) =>
            affiliateId ? <AffiliateName id={affiliateId} /> : t('tracking:caps.everybody'),
        },
        {
          id: 'today',
          label: t('tracking:caps.today'),
          align: 'right',
          cell: ({ today, perDay }) => <Used count={today} cap={perDay} />,
        },
        {
          id: 'month',
          label: t('tracking:caps.thisMonth'),
          align: 'right',
          cell: ({ thisMonth, perMonth }) => <Used count={thisMonth} cap={perMonth} />,
        },
        {
          id: 'over',
          label: t('tracking:caps.over'),
          align: 'right',
          cell: ({ overCap }) => number(overCap),
        },
        {
          id: 'acts',
          label: t('tracking:column.acts'),
          isLabelHidden: true,
          align: 'right',
          cell: (cap) =>
            can('links.write') && (
              <ToolButton
                label={t('tracking:caps.edit')}
                icon={<IconPencil size={16} />}
                onClick={() => onEdit(cap)}
              />
            ),
        },
      ]}
    />
  );
}

function Used({ count, cap }: { count: number; cap: number | null }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (cap === null) return number(count);
  return (
    <Text span inherit fw={count >= cap ? 600 : undefined}>
      {t('tracking:caps.used', { count: number(count), cap: number(cap) })}
    </Text>
  );
}
