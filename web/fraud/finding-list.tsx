import { Badge, Group, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import type { CaseView } from './queries.ts';

/** Each reason with its rule, since when, whom it concerns, and what it showed before. */
export function FindingList({ findings }: Pick<CaseView, 'findings'>) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      {findings.map(({ id, rule, text, foundAt, customerCount, evidence }) => (
        <div key={id}>
          <Group gap="xs">
            <Badge variant="light" tt="none">
              {t(`fraud:rule.${rule}`)}
            </Badge>
            <Text size="xs" c="dimmed">
              <DateTime at={foundAt} form="dateTime" /> ·{' '}
              {t('fraud:case.customers', { count: customerCount })}
            </Text>
          </Group>
          <Text size="sm" mt={4}>
            {text}
          </Text>
          {evidence.length > 1 && (
            <List size="xs" c="dimmed" aria-label={t('fraud:case.evidence')}>
              {evidence.slice(1).map(({ at, text: earlier }) => (
                <List.Item key={at}>
                  <DateTime at={at} form="dateTime" />: {earlier}
                </List.Item>
              ))}
            </List>
          )}
        </div>
      ))}
    </Stack>
  );
}
