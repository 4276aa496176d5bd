import { Alert, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import { HealthBadge } from '../../ui/health-badge.tsx';
import { Count } from '../../ui/numbers.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { Loaded } from '../../ui/states.tsx';
import { HealthJudgment } from './health-judgment.tsx';
import { type Health, healthQuery } from './queries.ts';

const FULL = 100;

/** How the health score comes about, input by input, and how it has moved. */
export function HealthPanel({ accountId }: { accountId: string }) {
  const health = useQuery(healthQuery(accountId));
  return <Loaded query={health}>{(data) => <HealthView health={data} />}</Loaded>;
}

function HealthView({ health }: { health: Health }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap="sm">
          <HealthBadge band={health.band} score={health.score} />
          <Text size="sm" c="dimmed">
            {t('accounts:explain.health', { profile: health.profile.name })}
          </Text>
        </Group>
        <HealthJudgment health={health} />
      </Group>
      {health.notes.map(({ code, text }) => (
        <Alert key={code} color="yellow">
          {text}
        </Alert>
      ))}
      <SimpleTable
        label={t('accounts:tab.health')}
        rows={health.contributions}
        rowKey={({ measure }) => measure}
        columns={[
          {
            id: 'input',
            label: t('accounts:health.input'),
            isTitle: true,
            cell: ({ label, text }) => (
              <>
                {label}
                <Text size="xs" c="dimmed" fw={400}>
                  {text}
                </Text>
              </>
            ),
          },
          {
            id: 'score',
            label: t('accounts:health.score'),
            cell: ({ score, state }) =>
              state === 'used' ? (
                <Group gap={6} wrap="nowrap" miw={120}>
                  <Progress value={((score ?? 0) / FULL) * FULL} flex={1} size="sm" aria-hidden />
                  <Count value={score} />
                </Group>
              ) : (
                <Text inherit c="dimmed">
                  {t(`accounts:input.${state}`)}
                </Text>
              ),
          },
          {
            id: 'points',
            label: t('accounts:health.points'),
            align: 'right',
            cell: ({ points, state }) => (
              <Count value={state === 'used' ? points : null} fractionDigits={1} />
            ),
          },
        ]}
      />
      {health.history.length > 0 && (
        <SimpleTable
          label={t('accounts:health.history')}
          rows={health.history}
          rowKey={({ at }) => at}
          columns={[
            {
              id: 'at',
              label: t('accounts:health.changed'),
              isTitle: true,
              cell: ({ at }) => <DateTime at={at} form="dateTime" />,
            },
            {
              id: 'band',
              label: t('accounts:field.health'),
              cell: ({ band, score }) => <HealthBadge band={band} score={score} />,
            },
            {
              id: 'cause',
              label: t('accounts:health.because'),
              cell: ({ cause }) => t(`accounts:health.cause.${cause}`),
            },
          ]}
        />
      )}
    </Stack>
  );
}
