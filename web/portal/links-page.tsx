import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Chart } from '../ui/charts.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Figure } from '../ui/figure.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { DeepLinkForm } from './deep-link-form.tsx';
import { LinkCard } from './link-card.tsx';
import { NewLinkForm } from './new-link-form.tsx';
import { useOwnFigures, useOwnLinks, useProfile } from './queries.ts';

/** What an affiliate came for: links to copy, and what they brought. */
export function PortalLinksPage() {
  const { t } = useTranslation();
  const profile = useProfile();
  const links = useOwnLinks();
  return (
    <Loaded query={profile}>
      {(own) => (
        <>
          <PageHeader
            title={t('portal:hello', { name: own.name })}
            detail={t('portal:links.detail', { company: own.company.name })}
          />
          <Stack gap="lg">
            <Loaded query={links}>
              {({ links: shown, coupons }) => (
                <>
                  {shown.length === 0 && (
                    <EmptyState title={t('portal:links.none')} detail={t('portal:links.noneDetail')} />
                  )}
                  {shown.map((link) => (
                    <LinkCard
                      key={link.id}
                      link={link}
                      offer={own.offers.find(({ id }) => id === link.offerId)}
                    />
                  ))}
                  {coupons.length > 0 && (
                    <Panel title={t('portal:coupons.title')} detail={t('portal:coupons.detail')}>
                      {coupons.map((coupon) => (
                        <Group key={coupon.id} gap="xs">
                          <Text fw={600} ff="monospace">
                            {coupon.code}
                          </Text>
                          <CopyButton value={coupon.code} />
                          <Text size="sm">
                            {own.offers.find(({ id }) => id === coupon.offerId)?.friendGets}
                          </Text>
                        </Group>
                      ))}
                    </Panel>
                  )}
                </>
              )}
            </Loaded>
            {own.status === 'active' && <DeepLinkForm offers={own.offers} links={links.data?.links ?? []} />}
            {own.status === 'active' && <NewLinkForm offers={own.offers} />}
            <OwnFigures />
          </Stack>
        </>
      )}
    </Loaded>
  );
}

function OwnFigures() {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = useOwnFigures();
  return (
    <Loaded query={figures}>
      {({ clicks, leads, customers, revenue, days }) => (
        <>
          <SimpleGrid cols={{ base: 2, md: 4 }}>
            <Figure label={t('portal:figure.clicks')} term="clicks" value={format.number(clicks)} />
            <Figure label={t('portal:figure.leads')} term="leads" value={format.number(leads)} />
            <Figure
              label={t('portal:figure.customers')}
              term="referredCustomers"
              value={format.number(customers)}
            />
            <Figure
              label={t('portal:figure.revenue')}
              term="referredRevenue"
              value={
                revenue.length === 0
                  ? null
                  : revenue.map(({ currency, amountMinor, refundedMinor }) => (
                      <div key={currency}>
                        <Money amountMinor={amountMinor - refundedMinor} currency={currency} />
                      </div>
                    ))
              }
            />
          </SimpleGrid>
          <Panel title={t('portal:figure.days')}>
            <Chart
              kind="line"
              label={t('portal:figure.days')}
              rows={days.map((row) => ({ ...row, day: format.date(row.day) }))}
              over="day"
              series={[
                { name: 'clicks', label: t('portal:figure.clicks'), color: 'ink' },
                { name: 'leads', label: t('portal:figure.leads'), color: 'teal.6' },
                { name: 'sales', label: t('portal:figure.sales'), color: 'orange.6' },
              ]}
            />
          </Panel>
        </>
      )}
    </Loaded>
  );
}
