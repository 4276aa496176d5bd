import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Likely } from '../../../server/customers/duplicates/schema.ts';
import { api } from '../../ui/api.ts';

const TYPING_PAUSE_MS = 400;
const MIN_LETTERS = 3;

interface LikelyRecordsProps {
  object: 'account' | 'person';
  /** What is entered so far; empty texts are not asked about. */
  entered: Record<string, string | undefined>;
}

/** Warns, while somebody enters a record, of those that may be the same. Saving stays possible. */
export function LikelyRecords({ object, entered }: LikelyRecordsProps) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(JSON.stringify(entered), TYPING_PAUSE_MS);
  const given = Object.entries(JSON.parse(settled) as Record<string, string>).filter(
    ([, value]) => value.trim().length >= MIN_LETTERS,
  );
  const { data } = useQuery({
    queryKey: ['/duplicates/likely', object, given],
    enabled: given.length > 0,
    queryFn: () =>
      api.get<{ data: Likely[] }>('/duplicates/likely', { object, ...Object.fromEntries(given) }),
    placeholderData: keepPreviousData,
  });
  const found = given.length > 0 ? (data?.data ?? []) : [];
  if (found.length === 0) return null;
  return (
    <Alert color="yellow" role="status" title={t('duplicates:likely.title', { count: found.length })}>
      <Stack gap={6}>
        {found.map((record) => (
          <div key={record.id}>
            <Anchor
              size="sm"
              fw={600}
              renderRoot={(props) =>
                object === 'account' ? (
                  <Link to="/accounts/$accountId" params={{ accountId: record.id }} {...props} />
                ) : (
                  <Link to="/people/$personId" params={{ personId: record.id }} {...props} />
                )
              }
            >
              {record.name}
            </Anchor>
            <Text size="xs" c="dimmed">
              {[record.detail, ...record.reasons.map(({ text }) => text)].filter(Boolean).join(' · ')}
            </Text>
          </div>
        ))}
      </Stack>
    </Alert>
  );
}
