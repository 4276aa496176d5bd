import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Forecast } from '../../../server/customers/deals/forecast/schema.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ConversionPanel } from './conversion-panel.tsx';
import { useDealFilters } from './filters.ts';
import { ForecastFigures } from './forecast-figures.tsx';
import { ForecastMonths, ForecastOwners } from './forecast-tables.tsx';

const route = getRouteApi('/shell/deals/forecast');

/** What is to be expected, month by month, one currency at a time. */
export function ForecastPage() {
  const { t } = useTranslation();
  const { currency: wanted, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const forecast = useQuery({
    queryKey: ['/deals', 'forecast', filters],
    queryFn: () => api.get<Jsonified<Forecast>>('/deals/forecast', filters),
  });
  const shown = useDealFilters('board').filter(({ name }) => name === 'pipelineId' || name === 'ownerId');
  return (
    <>
      <PageHeader
        title={t('deals:forecast.title')}
        above={[{ label: t('deals:title'), to: '/deals' }]}
        detail={t('deals:forecast.detail')}
      />
      <Loaded query={forecast}>
        {(data) => {
          const currencies = [...new Set(data.months.map((row) => row.currency))];
          const currency = currencies.find((one) => one === wanted) ?? mainCurrency(data);
          return (
            <Stack>
              <Panel isFlush>
                <FilterBar filters={shown} values={filters} onChange={change}>
                  {currencies.length > 1 && (
                    <Select
                      size="xs"
                      w={110}
                      aria-label={t('deals:forecast.currency')}
                      data={currencies}
                      value={currency}
                      allowDeselect={false}
                      onChange={(next) => change({ currency: next ?? undefined })}
                    />
                  )}
                </FilterBar>
              </Panel>
              {currency ? (
                <>
                  <ForecastFigures forecast={data} currency={currency} />
                  <ForecastMonths forecast={data} currency={currency} />
                  <ForecastOwners forecast={data} currency={currency} />
                </>
              ) : (
                <EmptyState title={t('deals:none')} detail={t('deals:noneDetail')} />
              )}
              <ConversionPanel pipelineId={filters.pipelineId} />
            </Stack>
          );
        }}
      </Loaded>
    </>
  );
}

/** The one with the most open deals. */
function mainCurrency({ months }: Jsonified<Forecast>): string | undefined {
  const counts = new Map<string, number>();
  for (const { currency, openCount, wonCount } of months)
    counts.set(currency, (counts.get(currency) ?? 0) + openCount + wonCount);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
