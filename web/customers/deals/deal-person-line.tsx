import { ActionIcon, Anchor, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ATTITUDES, LEVELS } from '../../../server/customers/deals/kinds.ts';
import { useCan } from '../../shell/session.ts';
import { api } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { tellFailed } from '../../ui/toast.tsx';
import type { DealRecord } from './queries.ts';

const ROLES = ['champion', 'influencer', 'decision_maker', 'user', 'blocker'] as const;
type Person = DealRecord['people'][number];
type Part = 'role' | 'influence' | 'attitude' | 'strength';

/** Somebody's part in the deal, changed on the spot. */
export function DealPersonLine({ dealId, person }: { dealId: string; person: Person }) {
  const { t } = useTranslation();
  const can = useCan();
  const { personId, name, email, title } = person;
  const shownName = name ?? email ?? '–';
  const address = `/deals/${dealId}/people/${personId}`;
  const { role, influence, attitude, strength } = person;
  const change = useMutation({
    mutationFn: (part: Partial<Record<Part, string | null>>) =>
      api.put(address, { role, influence, attitude, strength, ...part }),
    onError: tellFailed,
  });
  const remove = useMutation({ mutationFn: () => api.delete(address), onError: tellFailed });
  const choice = (part: Part, values: readonly string[], say: (value: string) => string) => (
    <Select
      size="xs"
      aria-label={t('deals:people.of', { part: t(`deals:people.${part}`), name: shownName })}
      placeholder={t(`deals:people.${part}`)}
      data={values.map((value) => ({ value, label: say(value) }))}
      value={person[part]}
      disabled={!can('deals.write')}
      clearable
      onChange={(value) => change.mutate({ [part]: value })}
    />
  );
  return (
    <Stack gap={6}>
      <Group gap="xs" wrap="nowrap" justify="space-between" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Anchor
            size="sm"
            fw={550}
            c="var(--mantine-color-text)"
            renderRoot={(props) => <Link to="/people/$personId" params={{ personId }} {...props} />}
          >
            {shownName}
          </Anchor>
          <Text size="xs" c="dimmed" component="div">
            {title && `${title} · `}
            {t('deals:people.lastTouch')} <DateTime at={person.lastTouchAt} form="ago" />
          </Text>
        </div>
        {can('deals.write') && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('deals:people.remove', { name: shownName })}
            onClick={() => remove.mutate()}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing={6} verticalSpacing={6}>
        {choice('role', ROLES, (value) => t(`customers:role.${value}`))}
        {choice('influence', LEVELS, (value) => t(`deals:people.influenceOf.${value}`))}
        {choice('attitude', ATTITUDES, (value) => t(`deals:people.attitudeOf.${value}`))}
        {role === 'champion' && choice('strength', LEVELS, (value) => t(`deals:people.strengthOf.${value}`))}
      </SimpleGrid>
    </Stack>
  );
}
