import { Button, Drawer, Group, Stack, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useCan } from '../shell/session.ts';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { Money } from '../ui/money.tsx';
import { Loaded } from '../ui/states.tsx';
import { CreditDialog } from './credit-dialog.tsx';
import { EarlierDecisions } from './earlier-decisions.tsx';
import { type SaleView, useSale } from './queries.ts';
import { RefundDialog } from './refund-dialog.tsx';
import { RefundTable } from './refund-table.tsx';
import { SaleDecision } from './sale-decision.tsx';

/** One sale: whom it is credited to and why, why not the others, and what was taken back. */
export function SaleDrawer({ saleId, onClose }: { saleId: string | undefined; onClose(): void }) {
  const { t } = useTranslation();
  const sale = useSale(saleId);
  return (
    <Drawer
      opened={saleId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('tracking:sale.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Loaded query={sale}>{(shown) => <SaleBody key={shown.id} sale={shown} />}</Loaded>
    </Drawer>
  );
}

function SaleBody({ sale }: { sale: SaleView }) {
  const { t } = useTranslation();
  const can = useCan();
  const [isRefunding, refunding] = useDisclosure(false);
  const [isCrediting, crediting] = useDisclosure(false);
  const isLeft = sale.refundedMinor < sale.amountMinor;
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={2}>
          <Money amountMinor={sale.amountMinor} currency={sale.currency} />
        </Title>
        <Group gap="xs">
          {can('affiliates.approve') && (
            <Button variant="default" onClick={crediting.open}>
              {t('tracking:credit.open')}
            </Button>
          )}
          {can('events.write') && isLeft && (
            <Button variant="default" onClick={refunding.open}>
              {t('tracking:refund.new')}
            </Button>
          )}
        </Group>
      </Group>
      <Stack gap={6}>
        <Fact label={t('tracking:sale.id')}>{sale.externalId}</Fact>
        <Fact label={t('tracking:column.customer')}>{sale.customerName ?? sale.customerExternalId}</Fact>
        <Fact label={t('tracking:column.event')}>{sale.eventName}</Fact>
        <Fact label={t('tracking:column.at')}>
          <DateTime at={sale.occurredAt} form="dateTime" />
        </Fact>
        <Fact label={t('tracking:coupons.code')}>{sale.couponCode}</Fact>
        <Fact label={t('tracking:sale.processor')}>{sale.paymentProcessor}</Fact>
      </Stack>
      <SaleDecision decision={sale.decision} />
      <EarlierDecisions decisions={sale.earlierDecisions} />
      <RefundTable refunds={sale.refunds} currency={sale.currency} />
      {isCrediting && <CreditDialog sale={sale} onClose={crediting.close} />}
      {isRefunding && <RefundDialog sale={sale} onClose={refunding.close} />}
    </Stack>
  );
}
