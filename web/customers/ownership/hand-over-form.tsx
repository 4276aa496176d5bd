import { Button, Group, MultiSelect, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { useCan, useSession } from '../../shell/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Refusal, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { useOwnerOptions } from '../queries.ts';
import { AccountNotes } from './account-notes.tsx';
import { makeHandOver, sumOf, useHoldings, useUndoHandOver } from './queries.ts';

interface HandOverFormProps {
  /** Whose records go away, when the address says it. */
  firstFrom: string | null;
}

interface HandOverValues extends Record<string, unknown> {
  fromUserId: string | null;
  toUserIds: string[];
  note: string;
  accountNotes: Record<string, string>;
}

/** Everything of one member to others, with what they should know. */
export function HandOverForm({ firstFrom }: HandOverFormProps) {
  const { t } = useTranslation();
  const [isAsking, ask] = useState(false);
  const people = usePeopleWhoOwn();
  const { form, onSubmit, isSending, refusal } = useHandOverForm(firstFrom, () => ask(false));
  const { fromUserId, toUserIds, accountNotes } = form.getValues();
  const holdings = useHoldings(fromUserId).data;
  const hasNothing = holdings && sumOf(holdings) === 0;
  const from = people.all.find(({ value }) => value === fromUserId)?.label;
  return (
    <Panel title={t('ownership:handOver.title')} detail={t('ownership:handOver.detail')}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t('ownership:handOver.from')}
            data={people.from}
            searchable
            required
            {...form.getInputProps('fromUserId')}
            description={
              holdings ? t('ownership:handOver.owns', { ...holdings }) : t('ownership:handOver.fromDetail')
            }
            onChange={(value) => form.setValues({ fromUserId: value, accountNotes: {} })}
          />
          <MultiSelect
            label={t('ownership:handOver.to')}
            description={t('ownership:handOver.toDetail')}
            data={people.all.filter(({ value }) => value !== fromUserId)}
            searchable
            required
            {...form.getInputProps('toUserIds')}
          />
        </SimpleGrid>
        <Textarea
          label={t('ownership:handOver.note')}
          description={t('ownership:handOver.noteDetail')}
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps('note')}
        />
        {fromUserId && holdings && holdings.account > 0 && (
          <AccountNotes
            ownerId={fromUserId}
            notes={accountNotes}
            onChange={(notes) => form.setFieldValue('accountNotes', notes)}
          />
        )}
        <Refusal text={refusal} />
        <Group justify="flex-end">
          {hasNothing && (
            <Text size="sm" c="dimmed">
              {t('ownership:handOver.ownsNothing')}
            </Text>
          )}
          <Button disabled={!holdings || hasNothing || toUserIds.length === 0} onClick={() => ask(true)}>
            {t('ownership:handOver.make')}
          </Button>
        </Group>
      </Stack>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('ownership:handOver.askTitle', { name: from })}
        action={t('ownership:handOver.make')}
        isBusy={isSending}
        onConfirm={() => onSubmit()}
        onClose={() => ask(false)}
      >
        {t('ownership:handOver.ask', { ...holdings })}
      </ConfirmDialog>
    </Panel>
  );
}

/** One's own records may be handed over by oneself, another's by who may change members. */
function usePeopleWhoOwn() {
  const can = useCan();
  const { user } = useSession();
  const all = useOwnerOptions();
  return { all, from: can('members.write') ? all : all.filter(({ value }) => value === user.id) };
}

function useHandOverForm(firstFrom: string | null, onAnswered: () => void) {
  const { t } = useTranslation();
  const undo = useUndoHandOver();
  const initialValues: HandOverValues = { fromUserId: firstFrom, toUserIds: [], note: '', accountNotes: {} };
  const served = useServerForm<HandOverValues>({ mode: 'controlled', initialValues }, async (values) => {
    const written = Object.entries(values.accountNotes).filter(([, note]) => note.trim() !== '');
    const made = await makeHandOver({
      fromUserId: values.fromUserId ?? '',
      toUserIds: values.toUserIds,
      note: values.note.trim() || null,
      accountNotes: written.map(([accountId, note]) => ({ accountId, note })),
    }).finally(onAnswered);
    await queryClient.invalidateQueries();
    served.form.setValues({ ...initialValues, fromUserId: null });
    tellDone(t('ownership:handOver.made', { name: made.from.name, ...made.counts }), () =>
      undo.mutate(made.id),
    );
  });
  return served;
}
