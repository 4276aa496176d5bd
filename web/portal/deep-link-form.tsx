import { Group, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deepPage } from '../../server/tracking/links/deep-page.ts';
import type { Link } from '../../server/tracking/schema/link.ts';
import type { Jsonified } from '../ui/api.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Panel } from '../ui/panel.tsx';

const FIELD_WIDTH = { base: '100%', sm: 220 };

interface DeepLinkFormProps {
  links: Jsonified<Link>[];
  offers: { id: string; destinationUrl: string; allowedHosts: string[] }[];
}

/** A page, pasted, becomes an address of one of the affiliate's links that leads there. */
export function DeepLinkForm({ links, offers }: DeepLinkFormProps) {
  const { t } = useTranslation();
  const [linkId, setLinkId] = useState<string | null>(null);
  const [page, setPage] = useState('');
  const link = links.find(({ id }) => id === linkId) ?? links[0];
  const offer = offers.find(({ id }) => id === link?.offerId);
  if (!link || !offer) return null;
  const { destinationUrl: base, allowedHosts } = offer;
  const found = deepPage(page.trim(), { base, allowedHosts: new Set(allowedHosts) });
  const isBad = page.trim() !== '' && !found;
  return (
    <Panel title={t('portal:deepLink.title')} detail={t('portal:deepLink.detail')}>
      <Group align="flex-start">
        {links.length > 1 && (
          <Select
            label={t('portal:deepLink.link')}
            data={links.map(({ id, key }) => ({ value: id, label: key }))}
            value={link.id}
            onChange={setLinkId}
            allowDeselect={false}
            w={FIELD_WIDTH}
          />
        )}
        <TextInput
          label={t('portal:deepLink.page')}
          placeholder={base}
          value={page}
          onChange={(event) => setPage(event.currentTarget.value)}
          error={isBad && t('portal:deepLink.bad', { hosts: allowedHosts.join(', ') })}
          flex={1}
          miw={220}
        />
      </Group>
      {found && <Result address={`${link.url}?${new URLSearchParams({ to: found.href })}`} />}
    </Panel>
  );
}

function Result({ address }: { address: string }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" wrap="nowrap" mt="sm" role="status">
      <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }} data-testid="deep-link">
        {address}
      </Text>
      <CopyButton value={address} label={t('portal:deepLink.copy')} />
    </Group>
  );
}
