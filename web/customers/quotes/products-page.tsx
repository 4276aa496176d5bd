import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { useFormat } from '../../ui/format.ts';
import { Count } from '../../ui/numbers.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ArchiveButton } from './archive-button.tsx';
import { toPercent } from './form-values.ts';
import { PriceListDialog } from './price-list-dialog.tsx';
import { ProductDialog } from './product-dialog.tsx';
import { type PriceListRow, type ProductRow, priceListsQuery, productsQuery } from './queries.ts';

const route = getRouteApi('/shell/products');
const TABS = ['products', 'prices'] as const;

/** What is sold, and at which prices. */
export function ProductsPage() {
  const { t } = useTranslation();
  const mayChange = useCan()('pipelines.write');
  const { tab = 'products' } = route.useSearch();
  const navigate = route.useNavigate();
  const [open, setOpen] = useState<ProductRow | PriceListRow | 'new' | null>(null);
  const isOfPrices = tab === 'prices';
  const close = () => setOpen(null);
  const known = open === 'new' || open === null ? undefined : open;
  return (
    <>
      <PageHeader
        title={t('products:title')}
        detail={t('products:detail')}
        actions={
          mayChange && (
            <Button onClick={() => setOpen('new')}>
              {t(isOfPrices ? 'products:addList' : 'products:add')}
            </Button>
          )
        }
      />
      <Panel isFlush>
        <Tabs
          value={tab}
          onChange={(next) => navigate({ search: next === 'prices' ? { tab: next } : {}, replace: true })}
          px="md"
          pt="xs"
        >
          <Tabs.List>
            {TABS.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {t(`products:tab.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        {isOfPrices ? <PriceLists onOpen={setOpen} /> : <Products onOpen={setOpen} />}
      </Panel>
      {open && !isOfPrices && <ProductDialog known={known as ProductRow | undefined} onClose={close} />}
      {open && isOfPrices && <PriceListDialog known={known as PriceListRow | undefined} onClose={close} />}
    </>
  );
}

function Products({ onOpen }: { onOpen(product: ProductRow): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = (column: string) => t(`products:column.${column}`);
  return (
    <Loaded query={useQuery(productsQuery)}>
      {({ data }) =>
        data.length === 0 ? (
          <EmptyState title={t('products:none')} detail={t('products:noneDetail')} />
        ) : (
          <SimpleTable<ProductRow>
            label={t('products:tab.products')}
            rows={data}
            rowKey={({ id }) => id}
            columns={[
              { id: 'name', label: label('name'), isTitle: true, cell: ({ name }) => name },
              { id: 'sku', label: label('sku'), cell: ({ sku }) => sku },
              { id: 'cycle', label: label('cycle'), cell: ({ cycle }) => t(`products:cycle.${cycle}`) },
              {
                ...{ id: 'tax', label: label('tax'), align: 'right' },
                cell: ({ taxBasisPoints }) => format.percent(toPercent(taxBasisPoints) / 100),
              },
              {
                ...{ id: 'acts', label: label('acts'), align: 'right' },
                cell: (product) => (
                  <RowActs path="/products" record={product} onEdit={() => onOpen(product)} />
                ),
              },
            ]}
          />
        )
      }
    </Loaded>
  );
}

function PriceLists({ onOpen }: { onOpen(list: PriceListRow): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = (column: string) => t(`products:column.${column}`);
  return (
    <Loaded query={useQuery(priceListsQuery)}>
      {({ data }) =>
        data.length === 0 ? (
          <EmptyState title={t('products:noLists')} detail={t('products:noListsDetail')} />
        ) : (
          <SimpleTable<PriceListRow>
            label={t('products:tab.prices')}
            rows={data}
            rowKey={({ id }) => id}
            columns={[
              { id: 'name', label: label('name'), isTitle: true, cell: ({ name }) => name },
              { id: 'currency', label: label('currency'), cell: ({ currency }) => currency },
              {
                ...{ id: 'prices', label: label('prices'), align: 'right' },
                cell: ({ prices }) => <Count value={prices.length} />,
              },
              {
                ...{ id: 'valid', label: label('valid') },
                cell: ({ validFrom, validTo }) =>
                  [validFrom, validTo].map((day) => (day ? format.date(day) : '…')).join(' – '),
              },
              {
                ...{ id: 'acts', label: label('acts'), align: 'right' },
                cell: (list) => <RowActs path="/price-lists" record={list} onEdit={() => onOpen(list)} />,
              },
            ]}
          />
        )
      }
    </Loaded>
  );
}

interface RowActsProps {
  path: '/products' | '/price-lists';
  record: { id: string; name: string; isArchived: boolean };
  onEdit(): void;
}

function RowActs({ path, record, onEdit }: RowActsProps) {
  const { t } = useTranslation();
  if (!useCan()('pipelines.write')) return record.isArchived ? t('products:archived') : null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={onEdit}
        aria-label={t('products:edit', { name: record.name })}
      >
        {t('action.edit')}
      </Button>
      <ArchiveButton path={path} record={record} />
    </>
  );
}
