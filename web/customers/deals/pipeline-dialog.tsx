import { Button, Checkbox, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { OrderedRow, placed } from './ordered-rows.tsx';
import type { PipelineRecord, StageRecord } from './queries.ts';

interface PipelineDialogProps {
  /** Null for a new one. */
  pipeline: PipelineRecord | null;
  onClose(): void;
}

/** A stage as it is edited; `key` stays while its place changes. */
interface EditedStage {
  key: string;
  id?: string;
  name: string;
  probability: number;
  staleDays: number | null;
}

const FRESH = { name: '', probability: 50, staleDays: 14 };

/** Names, order and chances of a pipeline's stages; a stage that goes says where its deals are to be. */
export function PipelineDialog({ pipeline, onClose }: PipelineDialogProps) {
  const { t } = useTranslation();
  const open = pipeline?.stages.filter(({ kind }) => kind === 'open') ?? [];
  const [stages, setStages] = useState<EditedStage[]>(open.map((stage) => ({ key: stage.id, ...stage })));
  const [moves, setMoves] = useState<Record<string, string>>({});
  const gone = open.filter(({ id }) => !stages.some((stage) => stage.id === id));
  const nameOf = (kind: 'won' | 'lost') => pipeline?.stages.find((stage) => stage.kind === kind)?.name ?? '';
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      initialValues: {
        ...{ name: pipeline?.name ?? '', isDefault: pipeline?.isDefault ?? false },
        ...{ wonName: nameOf('won'), lostName: nameOf('lost') },
      },
    },
    async ({ wonName, lostName, ...values }) => {
      const body = {
        ...{ ...values, wonName: wonName || undefined, lostName: lostName || undefined },
        stages: stages.map(({ id, name, probability, staleDays }) => ({ id, name, probability, staleDays })),
      };
      const moved = gone.flatMap(({ id }) => (moves[id] ? [{ stageId: id, toStageId: moves[id] }] : []));
      if (pipeline)
        await api.put(`/pipelines/${pipeline.id}`, { ...body, moves: moved, readAt: pipeline.updatedAt });
      else await api.post('/pipelines', body);
      await queryClient.invalidateQueries();
      tellDone(t('deals:pipelines.saved'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={pipeline?.name ?? t('deals:pipelines.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput label={t('deals:pipelines.name')} required {...form.getInputProps('name')} />
          <Checkbox
            label={t('deals:pipelines.isDefault')}
            disabled={pipeline?.isDefault}
            {...form.getInputProps('isDefault', { type: 'checkbox' })}
          />
          <StageRows stages={stages} onChange={setStages} />
          {gone.map((stage) => (
            <MoveChoice
              key={stage.id}
              stage={stage}
              targets={stages}
              value={moves[stage.id] ?? null}
              onChange={(toStageId) => setMoves({ ...moves, [stage.id]: toStageId })}
            />
          ))}
          <TextInput label={t('deals:pipelines.wonName')} {...form.getInputProps('wonName')} />
          <TextInput label={t('deals:pipelines.lostName')} {...form.getInputProps('lostName')} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

interface StageRowsProps {
  stages: EditedStage[];
  onChange(stages: EditedStage[]): void;
}

function StageRows({ stages, onChange }: StageRowsProps) {
  const { t } = useTranslation();
  const change = (place: number, part: Partial<EditedStage>) =>
    onChange(stages.map((stage, at) => (at === place ? { ...stage, ...part } : stage)));
  return (
    <>
      {stages.map((stage, place) => (
        <OrderedRow
          key={stage.key}
          name={stage.name}
          place={place}
          count={stages.length}
          onPlace={(to) => onChange(placed(stages, place, to))}
          onRemove={() => onChange(stages.toSpliced(place, 1))}
        >
          <TextInput
            label={t('deals:field.stage')}
            required
            flex="1 1 9rem"
            value={stage.name}
            onChange={(event) => change(place, { name: event.currentTarget.value })}
          />
          <NumberInput
            label={t('deals:field.probability')}
            suffix="%"
            min={0}
            max={100}
            allowDecimal={false}
            w={110}
            value={stage.probability}
            onChange={(value) => change(place, { probability: Number(value) || 0 })}
          />
          <NumberInput
            label={t('deals:pipelines.staleDays')}
            min={1}
            allowDecimal={false}
            w={130}
            value={stage.staleDays ?? ''}
            onChange={(value) => change(place, { staleDays: value === '' ? null : Number(value) })}
          />
        </OrderedRow>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => onChange([...stages, { key: crypto.randomUUID(), ...FRESH }])}
      >
        {t('deals:pipelines.addStage')}
      </Button>
    </>
  );
}

interface MoveChoiceProps {
  stage: StageRecord;
  targets: EditedStage[];
  value: string | null;
  onChange(toStageId: string): void;
}

function MoveChoice({ stage, targets, value, onChange }: MoveChoiceProps) {
  const { t } = useTranslation();
  return (
    <div>
      <Select
        label={t('deals:pipelines.moveTo', { stage: stage.name })}
        data={targets.flatMap(({ id, name }) => (id ? [{ value: id, label: name }] : []))}
        value={value}
        onChange={(next) => next && onChange(next)}
      />
      <Text size="xs" c="dimmed">
        {t('deals:pipelines.moveToHint')}
      </Text>
    </div>
  );
}
