import { Anchor, Stack, Tabs, Text } from '@mantine/core';
import { getRouteApi, Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { segmentExample } from '../../signals/example-client.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Panel } from '../../ui/panel.tsx';
import { withMacros } from '../intake/with-macros.ts';
import { PageKey } from './page-key.tsx';
import type { CheckView } from './queries.ts';
import { Recipe } from './recipe.tsx';
import {
  couponSale,
  dubPackage,
  dubScript,
  dubSdk,
  leadByCurl,
  leadByFetch,
  pageLead,
  pageScript,
  pixelFrame,
  pixelImage,
  saleByCurl,
  saleByFetch,
  stripeCheckout,
  type Values,
} from './recipes.ts';

const route = getRouteApi('/shell/connect');

const WAYS = [
  ...([
    'page',
    'server',
    'dub',
    'dubScript',
    'stripe',
    'segment',
    'postback',
    'pixel',
    'coupon',
    'credit',
  ] as const),
];
type Way = (typeof WAYS)[number];

interface WaysProps {
  check: CheckView;
  values: Values;
  pageKey: string | null;
  onPageKey(key: string): void;
}

/** Every way of tracking, ready to be copied. */
export function Ways({ check, values, pageKey, onPageKey }: WaysProps) {
  const { t } = useTranslation();
  const { way = 'page' } = route.useSearch();
  const navigate = route.useNavigate();
  const keyChoice = <PageKey value={pageKey} onChange={onPageKey} />;
  return (
    <Panel title={t('connections:connect.ways')} detail={t('connections:connect.waysDetail')} isFlush>
      <Tabs
        value={way}
        onChange={(next) => navigate({ search: { way: next ?? undefined }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List>
          {WAYS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`connections:connect.way.${name}.title`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tab way="page" heard={check.heard.publishableKey}>
          <PageWay values={values}>{keyChoice}</PageWay>
        </Tab>
        <Tab way="server" heard={check.heard.secretKey} to="/settings/keys">
          <Recipe title={t('connections:connect.leadCurl')} code={leadByCurl(values)} />
          <Recipe title={t('connections:connect.saleCurl')} code={saleByCurl(values)} />
          <Recipe title={t('connections:connect.leadFetch')} code={leadByFetch(values)} />
          <Recipe title={t('connections:connect.saleFetch')} code={saleByFetch(values)} />
        </Tab>
        <Tab way="dub" heard={check.heard.secretKey} to="/settings/keys">
          <Recipe title={t('connections:connect.dubSdk')} code={dubSdk(values)} />
        </Tab>
        <Tab way="dubScript" heard={check.heard.publishableKey} to="/settings/keys">
          {keyChoice}
          <Recipe title={t('connections:connect.dubPackage')} code={dubPackage(values)} />
          <Recipe title={t('connections:connect.dubTag')} code={dubScript(values)} />
        </Tab>
        <Tab way="stripe" heard={check.heard.billing} to="/settings/billing">
          <Recipe title={t('connections:connect.metadata')} code={stripeCheckout()} />
        </Tab>
        <Tab way="segment" heard={check.heard.source} to="/sources">
          <Recipe
            title={t('connections:connect.segmentClient')}
            code={segmentExample(values.writeKey ?? undefined, values.host)}
          />
        </Tab>
        <Tab way="postback" heard={check.heard.postback} to="/settings/postbacks">
          <PostbackWay values={values} />
        </Tab>
        <Tab way="pixel" heard={check.heard.pixel} to="/settings/postbacks">
          <PixelWay values={values} />
        </Tab>
        <Tab way="coupon" to="/affiliates">
          <Recipe title={t('connections:connect.couponSale')} code={couponSale(values)} />
        </Tab>
        <Tab way="credit" to="/sales" />
      </Tabs>
    </Panel>
  );
}

interface TabProps {
  way: Way;
  /** When it was last heard of; null is never, and undefined where nothing says so. */
  heard?: string | null;
  /** Where what it needs is made. */
  to?: LinkProps['to'];
  children?: ReactNode;
}

function Tab({ way, heard, to, children }: TabProps) {
  const { t } = useTranslation();
  return (
    <Tabs.Panel value={way} p="md">
      <Stack>
        <Text size="sm">{t(`connections:connect.way.${way}.when`)}</Text>
        {children}
        {to && (
          <Anchor size="sm" underline="always" renderRoot={(props) => <Link to={to} {...props} />}>
            {t(`connections:connect.way.${way}.open`)}
          </Anchor>
        )}
        {heard !== undefined && (
          <Text size="xs" c="dimmed" component="div">
            {t('connections:connect.heard')}:{' '}
            {heard ? <DateTime at={heard} form="ago" /> : t('connections:connect.never')}
          </Text>
        )}
      </Stack>
    </Tabs.Panel>
  );
}

function PageWay({ values, children }: { values: Values; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      {values.linkUrl && <Recipe title={t('connections:connect.link')} code={values.linkUrl} />}
      {children}
      <Recipe title={t('connections:connect.script')} code={pageScript(values)} />
      <Recipe title={t('connections:connect.pageLead')} code={pageLead()} />
    </>
  );
}

function PostbackWay({ values }: { values: Values }) {
  const { t } = useTranslation();
  if (values.postbackUrl)
    return (
      <Recipe
        title={t('connections:connect.postbackAddress')}
        code={withMacros({ kind: 'postback', url: values.postbackUrl })}
      />
    );
  return <Text size="sm">{t('connections:intake.noneDetail')}</Text>;
}

function PixelWay({ values: { pixelUrl } }: { values: Values }) {
  const { t } = useTranslation();
  if (!pixelUrl) return <Text size="sm">{t('connections:connect.noPixel')}</Text>;
  return (
    <>
      <Recipe title={t('connections:connect.pixelImage')} code={pixelImage(pixelUrl)} />
      <Recipe title={t('connections:connect.pixelFrame')} code={pixelFrame(pixelUrl)} />
    </>
  );
}
