import { Modal, SegmentedControl, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDecision } from '../../server/fraud/schema.ts';
import { ApiProblem } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { decide, undoDecisions } from './queries.ts';

const CONFLICT = 409;
export const DECISIONS = ['approved', 'rejected', 'watching'] as const;
export type DecisionKind = CaseDecision['decision'];

interface DecisionDialogProps {
  /** Empty while it is closed. */
  caseIds: string[];
  /** What is chosen at first. */
  first?: DecisionKind;
  onClose(): void;
  onDone?(): void;
}

/** One decision on one case or on several, which can be taken back from its message. */
export function DecisionDialog({ caseIds, first, onClose, onDone }: DecisionDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={caseIds.length > 0}
      onClose={onClose}
      title={t('fraud:decide.title', { count: caseIds.length })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <DecisionForm
        key={first}
        caseIds={caseIds}
        first={first ?? 'approved'}
        onDone={() => {
          onDone?.();
          onClose();
        }}
      />
    </Modal>
  );
}

interface DecisionFormProps {
  caseIds: string[];
  first: DecisionKind;
  onDone(): void;
}

function DecisionForm({ caseIds, first, onDone }: DecisionFormProps) {
  const { t } = useTranslation();
  const tell = useOutcome();
  const [decision, setDecision] = useState<DecisionKind>(first);
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { reason: '', note: '', isHolding: true } },
    async ({ reason, note, isHolding }) => {
      tell(await decide(caseIds, { decision, reason, note, isHolding }));
      onDone();
    },
  );
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <SegmentedControl
          aria-label={t('fraud:decide.decision')}
          data={DECISIONS.map((value) => ({ value, label: t(`fraud:act.${value}`) }))}
          value={decision}
          onChange={(value) => setDecision(value as DecisionKind)}
        />
        <Text size="sm" c="dimmed">
          {t(`fraud:decide.${decision}Hint`)}
        </Text>
        {decision === 'watching' && (
          <Switch
            label={t('fraud:decide.isHolding')}
            {...form.getInputProps('isHolding', { type: 'checkbox' })}
          />
        )}
        <Textarea
          label={t('fraud:decide.reason')}
          required={decision === 'rejected'}
          autosize
          minRows={2}
          {...form.getInputProps('reason')}
        />
        {decision !== 'watching' && (
          <Textarea
            label={t('fraud:decide.note')}
            description={t('fraud:decide.noteHint')}
            autosize
            minRows={2}
            {...form.getInputProps('note')}
          />
        )}
        <Refusal text={refusal} />
        <SubmitButton isSending={isSending}>{t('fraud:decide.send')}</SubmitButton>
      </Stack>
    </form>
  );
}

/** Tells what was decided, with the way back, and what could not be. */
function useOutcome() {
  const { t } = useTranslation();
  return ({ decided, refused }: Awaited<ReturnType<typeof decide>>) => {
    const [problem] = refused;
    const detail = problem && t('fraud:decide.refused', { count: refused.length, text: problem.text });
    if (detail) tellFailed(new ApiProblem(CONFLICT, { detail }));
    if (decided.length === 0) return;
    tellDone(t('fraud:decide.done', { count: decided.length }), async () => {
      await undoDecisions(decided).then(() => tellDone(t('fraud:decide.undone')), tellFailed);
    });
  };
}
