import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../ui/api.ts';
import { Panel } from '../../ui/panel.tsx';
import { Loaded } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { OrderedRow, placed } from './ordered-rows.tsx';
import { lossReasonsQuery } from './queries.ts';

interface EditedReason {
  key: string;
  id?: string;
  name: string;
}

/** Why deals are lost, in the company's own words. */
export function LossReasonsPanel() {
  const { t } = useTranslation();
  const reasons = useQuery(lossReasonsQuery);
  return (
    <Panel title={t('deals:reasons.title')} detail={t('deals:reasons.detail')}>
      <Loaded query={reasons}>
        {({ data }) => (
          <ReasonRows
            key={data.map(({ id }) => id).join(' ')}
            known={data.map((reason) => ({ key: reason.id, ...reason }))}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function ReasonRows({ known }: { known: EditedReason[] }) {
  const { t } = useTranslation();
  const [reasons, setReasons] = useState(known);
  const save = useMutation({
    mutationFn: () =>
      api.put('/deal-loss-reasons', {
        data: reasons.filter(({ name }) => name.trim()).map(({ id, name }) => ({ id, name })),
      }),
    onSuccess: () => tellDone(t('deals:reasons.saved')),
    onError: tellFailed,
  });
  const isChanged = JSON.stringify(reasons) !== JSON.stringify(known);
  return (
    <Stack gap="xs" maw={560}>
      {reasons.map((reason, place) => (
        <OrderedRow
          key={reason.key}
          name={reason.name}
          place={place}
          count={reasons.length}
          onPlace={(to) => setReasons(placed(reasons, place, to))}
          onRemove={() => setReasons(reasons.toSpliced(place, 1))}
        >
          <TextInput
            flex={1}
            aria-label={t('deals:field.lossReason')}
            value={reason.name}
            onChange={(event) => {
              const name = event.currentTarget.value;
              setReasons(reasons.map((one, at) => (at === place ? { ...one, name } : one)));
            }}
          />
        </OrderedRow>
      ))}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => setReasons([...reasons, { key: crypto.randomUUID(), name: '' }])}
        >
          {t('deals:reasons.add')}
        </Button>
        {isChanged && (
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('action.save')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
