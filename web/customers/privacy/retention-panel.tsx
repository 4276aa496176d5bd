import { Button, Group, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetentionPreview, RetentionRule } from '../../../server/customers/privacy/retention/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

type Rule = Jsonified<RetentionRule>;

const RULES_KEY = ['/retention-rules'];
const FIRST_MONTHS = 24;
const MOST_MONTHS = 240;

/** After how long what is forgotten by itself; each says how many that would be before it is turned on. */
export function RetentionPanel() {
  const { t } = useTranslation();
  const rules = useQuery({
    queryKey: RULES_KEY,
    queryFn: () => api.get<{ data: RetentionRule[] }>('/retention-rules'),
  });
  return (
    <Panel title={t('privacy:retention.title')} detail={t('privacy:retention.detail')}>
      <Loaded query={rules}>
        {({ data }) => (
          <Stack gap="lg">
            {data.map((rule) => (
              <RuleForm key={`${rule.kind} ${rule.months}`} rule={rule} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function RuleForm({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const { kind } = rule;
  const [isOn, setOn] = useState(rule.months !== null);
  const [months, setMonths] = useState(rule.months ?? FIRST_MONTHS);
  const save = useMutation({
    mutationFn: () => api.put(`/retention-rules/${kind}`, { months: isOn ? months : null }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: RULES_KEY });
      tellDone(t('privacy:retention.saved'));
    },
    onError: tellFailed,
  });
  const wanted = isOn ? months : null;
  return (
    <section aria-label={t(`privacy:retention.kind.${kind}`)}>
      <Switch
        label={t(`privacy:retention.kind.${kind}`)}
        description={t(`privacy:retention.what.${kind}`)}
        checked={isOn}
        onChange={({ currentTarget }) => setOn(currentTarget.checked)}
      />
      <Group mt="xs" align="flex-end">
        <NumberInput
          label={t('privacy:retention.months')}
          value={months}
          onChange={(value) => setMonths(Number(value) || 1)}
          min={1}
          max={MOST_MONTHS}
          clampBehavior="strict"
          allowDecimal={false}
          disabled={!isOn}
          w={140}
        />
        <Button
          variant="default"
          disabled={wanted === rule.months}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('action.save')}
        </Button>
        {isOn && <WouldGo kind={kind} months={months} />}
      </Group>
      <LastRun rule={rule} />
    </section>
  );
}

function WouldGo({ kind, months }: { kind: Rule['kind']; months: number }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: [...RULES_KEY, kind, months],
    queryFn: () => api.get<RetentionPreview>(`/retention-rules/${kind}/preview`, { months }),
  });
  return (
    <Text size="sm" c="dimmed">
      {data && t('privacy:retention.wouldGo', { count: data.count })}
    </Text>
  );
}

function LastRun({ rule: { lastRunAt, lastCount } }: { rule: Rule }) {
  const { t } = useTranslation();
  if (!lastRunAt) return null;
  return (
    <Text size="xs" c="dimmed" mt={4}>
      {t('privacy:retention.went', { count: lastCount ?? 0 })} · <DateTime at={lastRunAt} form="dateTime" />
    </Text>
  );
}
