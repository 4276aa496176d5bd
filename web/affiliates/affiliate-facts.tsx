import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import { Fact } from '../ui/fact.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { AffiliateName } from './affiliate-name.tsx';
import { GroupName } from './groups/group-name.tsx';
import type { AffiliateRow } from './queries.ts';

/** What is on record of an affiliate. */
export function AffiliateFacts({ affiliate }: { affiliate: AffiliateRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = (field: string) => t(`affiliates:field.${field}`);
  const { personId, accountId, website } = affiliate;
  return (
    <Panel title={t('affiliates:profile')}>
      <Stack gap={6}>
        <Fact label={label('email')}>
          <Anchor inherit href={`mailto:${affiliate.email}`}>
            {affiliate.email}
          </Anchor>
        </Fact>
        <Fact label={label('payoutEmail')}>{affiliate.payoutEmail ?? affiliate.email}</Fact>
        <Fact label={label('group')}>
          <GroupName id={affiliate.groupId} />
        </Fact>
        <Fact label={label('website')}>
          {website && (
            <Anchor inherit href={website} target="_blank" rel="noreferrer">
              {website}
            </Anchor>
          )}
        </Fact>
        <Fact label={label('country')}>{affiliate.country && format.country(affiliate.country)}</Fact>
        <Fact label={label('source')}>{t(`affiliates:source.${affiliate.source}`)}</Fact>
        <Fact label={label('recruiter')}>
          {affiliate.recruiterId && <AffiliateName id={affiliate.recruiterId} />}
        </Fact>
        <Fact label={label('joined')}>
          <DateTime at={affiliate.createdAt} />
        </Fact>
        <Fact label={label('statusChanged')}>
          <DateTime at={affiliate.statusChangedAt} />
        </Fact>
        <Fact label={label('externalId')}>{affiliate.externalId}</Fact>
        <Fact label={label('person')}>
          {personId && (
            <Anchor
              inherit
              renderRoot={(props) => <Link to="/people/$personId" params={{ personId }} {...props} />}
            >
              {t('affiliates:open')}
            </Anchor>
          )}
        </Fact>
        <Fact label={label('account')}>
          {accountId && (
            <Anchor
              inherit
              renderRoot={(props) => <Link to="/accounts/$accountId" params={{ accountId }} {...props} />}
            >
              {t('affiliates:open')}
            </Anchor>
          )}
        </Fact>
        {affiliate.promotion && (
          <div>
            <Text size="sm" c="dimmed">
              {label('promotion')}
            </Text>
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {affiliate.promotion}
            </Text>
          </div>
        )}
      </Stack>
    </Panel>
  );
}
