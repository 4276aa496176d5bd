import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../shell/session.ts';
import { sourcesQuery } from '../../signals/queries.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Loaded } from '../../ui/states.tsx';
import { postbackKeysQuery } from '../intake/queries.ts';
import { Lights } from './lights.tsx';
import { type CheckView, connectionCheckQuery, exampleCouponQuery, exampleLinkQuery } from './queries.ts';
import { Ways } from './ways.tsx';

/** How a seller's site, server and billing are connected, and whether it works. */
export function ConnectPage() {
  const { t } = useTranslation();
  const check = useQuery(connectionCheckQuery);
  return (
    <>
      <PageHeader title={t('connections:connect.title')} detail={t('connections:connect.detail')} />
      <Loaded query={check}>
        {(data) => (
          <Stack gap="lg">
            <Lights check={data} />
            <OwnWays check={data} />
          </Stack>
        )}
      </Loaded>
    </>
  );
}

/** The ways, filled with what the workspace has. */
function OwnWays({ check }: { check: CheckView }) {
  const { workspace } = useSession();
  const [pageKey, setPageKey] = useState<string | null>(null);
  const link = useQuery(exampleLinkQuery);
  const coupon = useQuery(exampleCouponQuery);
  const sources = useQuery(sourcesQuery);
  const postbacks = useQuery(postbackKeysQuery);
  const urlOf = (wanted: 'postback' | 'pixel') =>
    postbacks.data?.data.find(({ kind }) => kind === wanted)?.url ?? null;
  return (
    <Ways
      check={check}
      pageKey={pageKey}
      onPageKey={setPageKey}
      values={{
        host: check.publicUrl,
        linkUrl: link.data?.url ?? null,
        publishableKey: pageKey ?? 'gw_pk_…',
        couponCode: coupon.data?.code ?? null,
        writeKey: sources.data?.data[0]?.writeKey ?? null,
        postbackUrl: urlOf('postback'),
        pixelUrl: urlOf('pixel'),
        currency: workspace.currency,
      }}
    />
  );
}
