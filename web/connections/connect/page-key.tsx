import { Alert, Button, Group, Select, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CreatedApiKey } from '../../../server/workspace/schema.ts';
import { keysQuery } from '../../settings/queries.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { tellFailed } from '../../ui/toast.tsx';

/** Ends what is not the whole key. */
const CUT = '…';

interface PageKeyProps {
  /** As it stands in the recipes. */
  value: string | null;
  onChange(value: string): void;
}

/** Which publishable key goes into the page: the beginning of one that was made before, or the whole of a new one. */
export function PageKey({ value, onChange }: PageKeyProps) {
  const { t } = useTranslation();
  const keys = useQuery(keysQuery);
  const make = useMutation({
    mutationFn: () =>
      api.post<CreatedApiKey>('/api-keys', {
        name: t('connections:connect.keyName'),
        kind: 'publishable',
      }),
    onSuccess: async ({ key }) => {
      onChange(key);
      await queryClient.invalidateQueries(keysQuery);
    },
    onError: tellFailed,
  });
  const usable = (keys.data?.data ?? []).filter(
    ({ kind, revokedAt }) => kind === 'publishable' && !revokedAt,
  );
  return (
    <>
      <Group align="flex-end">
        {usable.length > 0 && (
          <Select
            label={t('connections:connect.pageKey')}
            placeholder={t('connections:connect.chooseKey')}
            data={usable.map(({ prefix, name }) => ({
              value: `${prefix}${CUT}`,
              label: `${name} (${prefix}${CUT})`,
            }))}
            value={value}
            onChange={(chosen) => chosen && onChange(chosen)}
          />
        )}
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {t('connections:connect.makeKey')}
        </Button>
      </Group>
      {value !== null && !value.endsWith(CUT) ? (
        <Alert color="yellow">{t('connections:connect.keyOnce')}</Alert>
      ) : (
        <Text size="xs" c="dimmed">
          {t('connections:connect.keyHint')}
        </Text>
      )}
    </>
  );
}
