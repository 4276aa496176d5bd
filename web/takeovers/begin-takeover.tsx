import { Alert, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DropZone } from '../customers/imports/drop-zone.tsx';
import { DomainSelect } from '../tracking/domain-select.tsx';
import { OfferSelect } from '../tracking/offer-select.tsx';
import { ApiProblem } from '../ui/api.ts';
import { Panel } from '../ui/panel.tsx';
import { beginTakeover, platformsQuery } from './queries.ts';

/** Step by step: which platform, for which offer, which files. */
export function BeginTakeover() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const platforms = useQuery(platformsQuery).data?.data ?? [];
  const [platform, setPlatform] = useState<string | null>(null);
  const [offerId, setOfferId] = useState<string | null>(null);
  const [domain, setDomain] = useState<string | null>(null);
  const chosen = platforms.find(({ key }) => key === (platform ?? platforms[0]?.key));
  const begin = useMutation({
    mutationFn: beginTakeover,
    onSuccess: ({ id }) => navigate({ to: '/takeovers/$takeoverId', params: { takeoverId: id } }),
  });
  const isReady = chosen !== undefined && offerId !== null;
  return (
    <Panel>
      <Stack>
        <Text fw={600}>{t('takeovers:step.platform')}</Text>
        {chosen && (
          <SegmentedControl
            aria-label={t('takeovers:platform')}
            orientation="horizontal"
            data={platforms.map(({ key, name }) => ({ value: key, label: name }))}
            value={chosen.key}
            onChange={setPlatform}
            style={{ alignSelf: 'flex-start', flexWrap: 'wrap', maxWidth: '100%' }}
          />
        )}
        <Text fw={600}>{t('takeovers:step.offer')}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }} maw={640}>
          <OfferSelect value={offerId} onChange={setOfferId} />
          <DomainSelect value={domain} onChange={setDomain} />
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          {t('takeovers:domainHint')}
        </Text>
        <Text fw={600}>{t('takeovers:step.files')}</Text>
        <Text size="sm" c="dimmed">
          {isReady
            ? t('takeovers:filesHint', {
                affiliates: chosen.files.affiliates[0],
                links: chosen.files.links[0],
                customers: chosen.files.customers[0],
                commissions: chosen.files.commissions[0],
              })
            : t('takeovers:chooseFirst')}
        </Text>
        {isReady && (
          <DropZone
            accept=".csv,.tsv,.txt,.json,text/csv,application/json"
            isBusy={begin.isPending}
            onFiles={(files) => begin.mutate({ platform: chosen.key, files, offerId, domain })}
          />
        )}
        {begin.error && (
          <Alert color="red" role="alert" title={t('takeovers:refused')}>
            {begin.error instanceof ApiProblem ? begin.error.message : t('state.error.detail')}
          </Alert>
        )}
      </Stack>
    </Panel>
  );
}
