import { Grid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { Loaded } from '../../ui/states.tsx';
import { FaultsPanel } from './faults-panel.tsx';
import { OwnersPanel } from './owners-panel.tsx';
import { dataQualityQuery } from './queries.ts';
import { RecordsPanel } from './records-panel.tsx';

const route = getRouteApi('/shell/data-quality');

/** What is missing, old or contradicting in the records, whose they are, and what would be right. */
export function DataQualityPage() {
  const { t } = useTranslation();
  const { fault, owner } = route.useSearch();
  const navigate = route.useNavigate();
  const quality = useQuery(dataQualityQuery);
  const change = (changed: { fault?: string; owner?: string }) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  return (
    <>
      <PageHeader title={t('dataQuality:title')} detail={t('dataQuality:detail')} />
      <Loaded query={quality}>
        {(shown) => {
          const chosen =
            shown.faults.find(({ key }) => key === fault) ??
            shown.faults.find(({ count }) => count > 0) ??
            shown.faults[0];
          return (
            <Grid gap="lg">
              <Grid.Col span={{ base: 12, md: 4 }}>
                <FaultsPanel
                  faults={shown.faults}
                  chosen={chosen?.key}
                  onChoose={(key) => change({ fault: key })}
                />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 8 }}>
                <Stack gap="lg">
                  {chosen && (
                    <RecordsPanel
                      key={`${chosen.key} ${owner}`}
                      fault={chosen}
                      owner={owner}
                      owners={shown.owners}
                      onOwner={(ownerId) => change({ owner: ownerId })}
                    />
                  )}
                  <OwnersPanel
                    quality={shown}
                    owner={owner}
                    onChoose={(ownerId) => change({ owner: ownerId === owner ? undefined : ownerId })}
                  />
                </Stack>
              </Grid.Col>
            </Grid>
          );
        }}
      </Loaded>
    </>
  );
}
